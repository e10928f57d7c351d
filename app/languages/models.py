"""In which languages the public is spoken to."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Language(Base):
    """A language whose texts were drafts, until somebody of the office read them and switched it on.

    Italian and English are always on and have no row.
    """

    __tablename__ = "languages"

    code: Mapped[str] = mapped_column(primary_key=True)
    is_on: Mapped[bool]
    switched_by: Mapped[str]
    switched_at: Mapped[datetime]
