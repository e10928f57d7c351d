"""A half-year has rules of its own: sign-up, minimum of people, funding, the privacy notice by version."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "privacy_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=255), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_notices")),
        sa.UniqueConstraint("version", name=op.f("uq_privacy_notices_version")),
    )

    with op.batch_alter_table("programmes") as batch_op:
        batch_op.add_column(sa.Column("sign_up_opens_days_before", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sign_up_closes_days_before", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("most_open_registrations", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("minimum_people", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("funding_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("privacy_notice_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("archived_at", UtcDateTime(), nullable=True))
        batch_op.create_check_constraint("ends_on_or_after_its_first_day", "last_on >= first_on")
        batch_op.create_foreign_key(batch_op.f("fk_programmes_funding_id"), "fundings", ["funding_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_programmes_privacy_notice_id"), "privacy_notices", ["privacy_notice_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("programmes") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_programmes_privacy_notice_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_programmes_funding_id"), type_="foreignkey")
        batch_op.drop_constraint("ends_on_or_after_its_first_day", type_="check")
        batch_op.drop_column("archived_at")
        batch_op.drop_column("privacy_notice_id")
        batch_op.drop_column("funding_id")
        batch_op.drop_column("minimum_people")
        batch_op.drop_column("most_open_registrations")
        batch_op.drop_column("sign_up_closes_days_before")
        batch_op.drop_column("sign_up_opens_days_before")

    op.drop_table("privacy_notices")
