"""People in alphabetical order: a folded surname and name, so that Đorđević stands before Esposito."""

import sqlalchemy as sa
from alembic import op

from app.lib.names import LONGEST_KEY, folded

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

people = sa.table("participants", *(sa.column(name) for name in ("id", "first_name", "last_name", "sort_key")))


def upgrade() -> None:
    with op.batch_alter_table("participants") as batch_op:
        batch_op.add_column(sa.Column("sort_key", sa.String(length=255), nullable=False, server_default=""))
    connection = op.get_bind()
    for person in connection.execute(sa.select(people)).all():
        key = folded(f"{person.last_name} {person.first_name}")[:LONGEST_KEY]
        connection.execute(people.update().where(people.c.id == person.id).values(sort_key=key))
    with op.batch_alter_table("participants") as batch_op:
        batch_op.alter_column("sort_key", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("participants") as batch_op:
        batch_op.drop_column("sort_key")
