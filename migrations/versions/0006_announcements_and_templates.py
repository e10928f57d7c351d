"""Telling several people something is one act with a record of its own; texts are kept to be sent again."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )

    with op.batch_alter_table("announcements") as batch_op:
        batch_op.create_index(batch_op.f("ix_announcements_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_announcements_at"), ["at"], unique=False)

    op.create_table(
        "message_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_templates")),
        sa.UniqueConstraint("name", name=op.f("uq_message_templates_name")),
    )

    with op.batch_alter_table("outbox_messages") as batch_op:
        batch_op.add_column(sa.Column("announcement_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_outbox_messages_announcement_id"), ["announcement_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_messages_announcement_id"), "announcements", ["announcement_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("outbox_messages") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_outbox_messages_announcement_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_outbox_messages_announcement_id"))
        batch_op.drop_column("announcement_id")

    op.drop_table("message_templates")

    with op.batch_alter_table("announcements") as batch_op:
        batch_op.drop_index(batch_op.f("ix_announcements_at"))
        batch_op.drop_index(batch_op.f("ix_announcements_about"))

    op.drop_table("announcements")
