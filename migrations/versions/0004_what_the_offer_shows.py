"""The offer shows more of itself: colours, translations, plain words, logos, lifts, availability."""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime
from app.lib.codes import random_code

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

facilitators = sa.table("facilitators", sa.column("id"), sa.column("calendar_key"))


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=255), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pictures")),
        sa.UniqueConstraint("sha256", name=op.f("uq_pictures_sha256")),
    )

    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=True),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_absences_absence_ends_on_or_after_its_first_day")),
        sa.ForeignKeyConstraint(["facilitator_id"], ["facilitators.id"], name=op.f("fk_absences_facilitator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )

    with op.batch_alter_table("absences") as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_facilitator_id"), ["facilitator_id"], unique=False)

    op.create_table(
        "funding_logos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("funding_id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["funding_id"], ["fundings.id"], name=op.f("fk_funding_logos_funding_id")),
        sa.ForeignKeyConstraint(["picture_id"], ["pictures.id"], name=op.f("fk_funding_logos_picture_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_logos")),
    )

    with op.batch_alter_table("funding_logos") as batch_op:
        batch_op.create_index(batch_op.f("ix_funding_logos_funding_id"), ["funding_id"], unique=False)

    with op.batch_alter_table("activities") as batch_op:
        batch_op.add_column(sa.Column("plain_text", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_bring", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("children_welcome", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("translations", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("facilitators") as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("available_at", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("calendar_key", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("is_retired", sa.Boolean(), nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    for one in connection.execute(sa.select(facilitators)).all():
        key = random_code().lower()
        connection.execute(facilitators.update().where(facilitators.c.id == one.id).values(calendar_key=key))
    with op.batch_alter_table("facilitators") as batch_op:
        batch_op.alter_column("calendar_key", existing_type=sa.String(length=255), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_facilitators_calendar_key"), ["calendar_key"])

    with op.batch_alter_table("fundings") as batch_op:
        batch_op.add_column(sa.Column("words", sa.Text(), nullable=True))

    with op.batch_alter_table("partners") as batch_op:
        batch_op.add_column(sa.Column("website", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("logo_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_retired", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_foreign_key(batch_op.f("fk_partners_logo_id"), "pictures", ["logo_id"], ["id"])

    with op.batch_alter_table("rooms") as batch_op:
        batch_op.add_column(sa.Column("is_retired", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("themes") as batch_op:
        batch_op.add_column(sa.Column("colour", sa.String(length=255), nullable=False, server_default="blu"))
        batch_op.add_column(sa.Column("translations", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("venues") as batch_op:
        batch_op.add_column(sa.Column("has_lift", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("directions", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("is_retired", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("venues") as batch_op:
        batch_op.drop_column("is_retired")
        batch_op.drop_column("directions")
        batch_op.drop_column("has_lift")

    with op.batch_alter_table("themes") as batch_op:
        batch_op.drop_column("translations")
        batch_op.drop_column("colour")

    with op.batch_alter_table("rooms") as batch_op:
        batch_op.drop_column("is_retired")

    with op.batch_alter_table("partners") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_partners_logo_id"), type_="foreignkey")
        batch_op.drop_column("is_retired")
        batch_op.drop_column("logo_id")
        batch_op.drop_column("website")

    with op.batch_alter_table("fundings") as batch_op:
        batch_op.drop_column("words")

    with op.batch_alter_table("facilitators") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_facilitators_calendar_key"), type_="unique")
        batch_op.drop_column("is_retired")
        batch_op.drop_column("calendar_key")
        batch_op.drop_column("available_at")
        batch_op.drop_column("email")

    with op.batch_alter_table("activities") as batch_op:
        batch_op.drop_column("translations")
        batch_op.drop_column("children_welcome")
        batch_op.drop_column("to_bring")
        batch_op.drop_column("plain_text")

    with op.batch_alter_table("funding_logos") as batch_op:
        batch_op.drop_index(batch_op.f("ix_funding_logos_funding_id"))

    op.drop_table("funding_logos")

    with op.batch_alter_table("absences") as batch_op:
        batch_op.drop_index(batch_op.f("ix_absences_facilitator_id"))

    op.drop_table("absences")

    op.drop_table("pictures")
