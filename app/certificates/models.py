"""Attestati: numbered, frozen, verifiable."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.lib.codes import random_code
from app.programme.models import Programme
from app.registration.models import Registration


class Certificate(Base):
    """What was certified, frozen when issued: paper and verification page speak from ``facts`` alone.

    ``name_mac`` answers «is it this name?» also after the name itself has been forgotten; ``facts_sha256`` is of the
    facts without the name, for the same reason. A revoked certificate stays, and a new one may replace it.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("programme_id", "number", name="one_certificate_per_number"),
        Index(
            "one_valid_certificate",
            "registration_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
            sqlite_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    number: Mapped[int]
    code: Mapped[str] = mapped_column(default=random_code, unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)  # see facts.py
    facts_sha256: Mapped[str]
    name_mac: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]
    file_sha256: Mapped[str | None]  # of the PDF kept under lib/files.py; None until rendered
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None]
    registration: Mapped[Registration] = relationship()
    programme: Mapped[Programme] = relationship()

    @property
    def full_number(self) -> str:
        """«2027-1/0007»: the half-year and the number within it."""
        return str(self.facts["number"])

    @property
    def file_name(self) -> str:
        """Says nothing of what was attended."""
        return f"attestato-{self.full_number.replace('/', '-')}.pdf"

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None


class NameCheck(Base):
    """A name typed on a verification page, counted to slow guessing down."""

    __tablename__ = "certificate_name_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
