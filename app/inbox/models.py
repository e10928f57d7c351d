"""Posta in arrivo: every mail that was read, and what was made of it."""

from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Inbound(Base):
    """One mail, stored before it is acted upon, in the same transaction: read twice, it acts once."""

    __tablename__ = "inbound_mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)  # the mail's own, else the digest of its bytes
    sender: Mapped[str]
    subject: Mapped[str]
    kind: Mapped[str]  # «reply», «bounce», «person», «automatic», «refused»
    outcome: Mapped[str]  # what was done, as ``inbox.words`` says it
    why: Mapped[str | None] = mapped_column(Text)
    about: Mapped[str | None] = mapped_column(index=True)
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)  # until somebody has read it
    received_at: Mapped[datetime] = mapped_column(index=True)
    read_by: Mapped[str | None]
    read_at: Mapped[datetime | None]
