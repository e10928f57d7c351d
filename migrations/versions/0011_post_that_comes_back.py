"""Mail comes in: answers of calendars and bounces. Reminders are judged once. Messages may travel as SMS."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbound_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("sender", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("outcome", sa.String(length=255), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("about", sa.String(length=255), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("read_by", sa.String(length=255), nullable=True),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_mails")),
        sa.UniqueConstraint("message_id", name=op.f("uq_inbound_mails_message_id")),
    )

    with op.batch_alter_table("inbound_mails") as batch_op:
        batch_op.create_index(batch_op.f("ix_inbound_mails_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbound_mails_received_at"), ["received_at"], unique=False)

    op.create_table(
        "bounces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("is_permanent", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=255), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["outbox_messages.id"], name=op.f("fk_bounces_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounces")),
    )

    with op.batch_alter_table("bounces") as batch_op:
        batch_op.create_index(batch_op.f("ix_bounces_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_bounces_message_id"), ["message_id"], unique=False)

    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("for_at", UtcDateTime(), nullable=False),
        sa.Column("judgement", sa.String(length=255), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name=op.f("fk_reminders_registration_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("registration_id", "kind", "for_at", name="one_judgement_per_reminder"),
    )

    with op.batch_alter_table("reminders") as batch_op:
        batch_op.create_index(batch_op.f("ix_reminders_registration_id"), ["registration_id"], unique=False)

    with op.batch_alter_table("outbox_messages") as batch_op:
        batch_op.add_column(sa.Column("channel", sa.String(length=255), nullable=False, server_default="mail"))


def downgrade() -> None:
    with op.batch_alter_table("outbox_messages") as batch_op:
        batch_op.drop_column("channel")

    with op.batch_alter_table("reminders") as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminders_registration_id"))

    op.drop_table("reminders")

    with op.batch_alter_table("bounces") as batch_op:
        batch_op.drop_index(batch_op.f("ix_bounces_message_id"))
        batch_op.drop_index(batch_op.f("ix_bounces_address"))

    op.drop_table("bounces")

    with op.batch_alter_table("inbound_mails") as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbound_mails_received_at"))
        batch_op.drop_index(batch_op.f("ix_inbound_mails_about"))

    op.drop_table("inbound_mails")
