"""People and the bodies they act for."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base


class Relation(StrEnum):
    """How a body stands to the office: both kinds are invited to networking mornings."""

    WORKS_WITH_US = "works_with_us"
    WOULD_LIKE_TO = "would_like_to"


class Organisation(Base):
    """Ente: a training body, for which delegates act."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    contact_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    relation: Mapped[str | None]
    notes: Mapped[str | None] = mapped_column(Text)


class Participant(Base):
    """A person. Several may share one contact; some have none."""

    __tablename__ = "participants"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    sort_key: Mapped[str]  # surname and name folded, for lists in alphabetical order
    language: Mapped[str] = mapped_column(default="it")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    job_title: Mapped[str | None]
    created_at: Mapped[datetime]
    forgotten_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"), index=True)
    organisation: Mapped[Organisation | None] = relationship()
    contacts: Mapped[list["Contact"]] = relationship(back_populates="participant", cascade="all, delete-orphan")

    @property
    def about(self) -> str:
        """How the journal names this person."""
        return f"person/{self.id}"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def discreet_name(self) -> str:
        """First name and initial, for a ticket that others may photograph: «Ada L.»."""
        return f"{self.first_name} {self.last_name[:1]}." if self.last_name else self.first_name

    @property
    def name_by_surname(self) -> str:
        return f"{self.last_name} {self.first_name}".strip()


class Contact(Base):
    """An address or number that has been given for a person. Same name and same contact: same person."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("value", "name_key", name="one_person_per_name_and_contact"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    name_key: Mapped[str]
    value: Mapped[str]
    participant: Mapped[Participant] = relationship(back_populates="contacts")


class ProvenAddress(Base):
    """An e-mail address whose owner has shown that what is sent there reaches them: only then may a mail say names."""

    __tablename__ = "proven_addresses"

    value: Mapped[str] = mapped_column(primary_key=True)  # normalised
    proven_at: Mapped[datetime]
    how: Mapped[str]  # «link», «codice», «calendario»
