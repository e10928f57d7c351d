"""Attestati: numbered, frozen, verifiable."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.lib.codes import random_code
from app.programme.models import Programme
from app.registration.models import Registration


class Certificate(Base):
    """What was certified, frozen when issued: paper and verification page speak from ``facts`` alone.

    ``name_mac`` answers «is it this name?» also after the name itself has been forgotten.
    """

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("programme_id", "number", name="one_certificate_per_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), unique=True)
    number: Mapped[int]
    code: Mapped[str] = mapped_column(default=random_code, unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    name_mac: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]
    file_sha256: Mapped[str | None]  # of the PDF kept under lib/files.py; None until rendered
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None]
    registration: Mapped[Registration] = relationship()
    programme: Mapped[Programme] = relationship()

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None


class NameCheck(Base):
    """A name typed on a verification page, counted to slow guessing down."""

    __tablename__ = "certificate_name_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
