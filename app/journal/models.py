"""Cronologia: who did what, about what, when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Entry(Base):
    """One line of the history. ``what`` is a key of ``journal/words.py``; ``facts`` fill the gaps of its sentence."""

    __tablename__ = "journal_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(index=True)
    what: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
