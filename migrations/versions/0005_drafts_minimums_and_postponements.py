"""An edition may be a draft, need a minimum of people, wait for new dates; a cancellation may say why."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("editions") as batch_op:
        batch_op.add_column(sa.Column("minimum_people", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("run_decided_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("is_draft", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("postponed_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("translations", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("registrations") as batch_op:
        batch_op.add_column(sa.Column("cancel_reason", sa.String(length=255), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("registrations") as batch_op:
        batch_op.drop_column("cancel_reason")

    with op.batch_alter_table("editions") as batch_op:
        batch_op.drop_column("translations")
        batch_op.drop_column("postponed_at")
        batch_op.drop_column("is_draft")
        batch_op.drop_column("run_decided_at")
        batch_op.drop_column("minimum_people")
