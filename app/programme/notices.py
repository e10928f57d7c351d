"""The privacy notice by version: the one built in, and those that the office has written."""

from dataclasses import dataclass

from flask_babel import get_locale

from app.lib.plain_text import Block, blocks
from app.programme import built_in_notice
from app.programme.models import PrivacyNotice, Programme

ITALIAN = "it"


@dataclass(frozen=True)
class Shown:
    """A notice as somebody reads it: in their language, or in Italian where it has not been translated."""

    version: str
    text: str
    language: str
    is_built_in: bool = False

    @property
    def blocks(self) -> list[Block]:
        return blocks(self.text)


def notice_of(programme: Programme | None) -> Shown:
    """The notice that people read before they sign up to this half-year, in the reader's language."""
    return shown(programme.privacy_notice if programme else None)


def version_of(programme: Programme | None) -> str:
    """The version of that notice."""
    chosen = programme.privacy_notice if programme else None
    return chosen.version if chosen else built_in_notice.VERSION


def shown(notice: PrivacyNotice | None) -> Shown:
    """``notice``, or the one built in, in the reader's language."""
    language = _reader()
    if notice is None:
        return Shown(built_in_notice.VERSION, built_in_notice.text(), language, is_built_in=True)
    if text := notice.texts.get(language):
        return Shown(notice.version, text, language)
    return Shown(notice.version, notice.texts.get(ITALIAN, ""), ITALIAN)


def _reader() -> str:
    locale = get_locale()
    return locale.language if locale else ITALIAN
