"""People find their registrations again, and an address shows that it is its owner's."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "one_time_accesses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=255), nullable=False),
        sa.Column("link_digest", sa.String(length=255), nullable=False),
        sa.Column("code_digest", sa.String(length=255), nullable=False),
        sa.Column("browser_digest", sa.String(length=255), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_accesses")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_one_time_accesses_link_digest")),
    )

    with op.batch_alter_table("one_time_accesses") as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_accesses_contact"), ["contact"], unique=False)
        batch_op.create_index(batch_op.f("ix_one_time_accesses_created_at"), ["created_at"], unique=False)

    op.create_table(
        "personal_feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=255), nullable=False),
        sa.Column("digest", sa.String(length=255), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_feeds")),
        sa.UniqueConstraint("digest", name=op.f("uq_personal_feeds_digest")),
    )

    with op.batch_alter_table("personal_feeds") as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_feeds_contact"), ["contact"], unique=False)

    op.create_table(
        "proven_addresses",
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("proven_at", UtcDateTime(), nullable=False),
        sa.Column("how", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("value", name=op.f("pk_proven_addresses")),
    )


def downgrade() -> None:
    op.drop_table("proven_addresses")

    with op.batch_alter_table("personal_feeds") as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_feeds_contact"))

    op.drop_table("personal_feeds")

    with op.batch_alter_table("one_time_accesses") as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_accesses_created_at"))
        batch_op.drop_index(batch_op.f("ix_one_time_accesses_contact"))

    op.drop_table("one_time_accesses")
