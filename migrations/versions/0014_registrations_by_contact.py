"""Registrations are looked for by their contact, whenever somebody asks for theirs."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("registrations") as table:
        table.create_index("ix_registrations_email", ["email"], unique=False)
        table.create_index("ix_registrations_phone", ["phone"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("registrations") as table:
        table.drop_index("ix_registrations_phone")
        table.drop_index("ix_registrations_email")
