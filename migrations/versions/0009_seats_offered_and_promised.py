"""A freed place is offered, moved to, kept for a group or a delegate; the organiser may count on who will not come."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("editions") as batch_op:
        batch_op.add_column(sa.Column("overbooked_by", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("most_delegates", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("offered_count", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_check_constraint(batch_op.f("ck_editions_offered_count_not_negative"), "offered_count >= 0")
        batch_op.create_check_constraint(batch_op.f("ck_editions_overbooked_by_not_negative"), "overbooked_by >= 0")

    with op.batch_alter_table("registrations") as batch_op:
        batch_op.add_column(sa.Column("cancelled_from", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("offer_until", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("group_key", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("last_minute", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("coming", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("coming_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("calendar_answered_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("referral", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_unnamed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(batch_op.f("ix_registrations_group_key"), ["group_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_registrations_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registrations_replaces_id"), ["replaces_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_registrations_organisation_id"), "organisations", ["organisation_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_registrations_replaces_id"), "registrations", ["replaces_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("registrations") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_registrations_replaces_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_registrations_organisation_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_registrations_replaces_id"))
        batch_op.drop_index(batch_op.f("ix_registrations_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_registrations_group_key"))
        batch_op.drop_column("is_unnamed")
        batch_op.drop_column("organisation_id")
        batch_op.drop_column("replaces_id")
        batch_op.drop_column("referral")
        batch_op.drop_column("calendar_answered_at")
        batch_op.drop_column("coming_at")
        batch_op.drop_column("coming")
        batch_op.drop_column("last_minute")
        batch_op.drop_column("group_key")
        batch_op.drop_column("offer_until")
        batch_op.drop_column("cancelled_from")

    with op.batch_alter_table("editions") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_editions_overbooked_by_not_negative"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_editions_offered_count_not_negative"), type_="check")
        batch_op.drop_column("offered_count")
        batch_op.drop_column("most_delegates")
        batch_op.drop_column("overbooked_by")
