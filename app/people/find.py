"""Finding people as staff ask for them: by name in any order, by e-mail, by telephone in any spelling."""

import re

from sqlalchemy import ColumnElement, and_, false, or_, select

from app.lib.names import folded
from app.people.models import Contact, Participant

FEWEST_LETTERS, FEWEST_DIGITS = 3, 4
TELEPHONE = re.compile(r"[\d\s+./()–-]+")


def called(words: str) -> ColumnElement[bool]:
    """People in whose name every one of ``words`` occurs; a word of one or two letters is a whole word of the name."""
    sought = folded(words).split()
    return and_(*(_in_name(word) for word in sought)) if sought else false()


def reached_at(text: str) -> ColumnElement[bool]:
    """People with a contact in which ``text`` occurs: a part of an address, or digits however they are grouped."""
    plain = "".join(text.split()).casefold()
    if digits := digits_of(text):
        occurs = Contact.value.contains(digits)
    elif len(plain) >= FEWEST_LETTERS and len(text.split()) == 1:
        occurs = Contact.value.contains(plain, autoescape=True)
    else:
        return false()
    return Participant.id.in_(select(Contact.participant_id).where(occurs))


def digits_of(text: str) -> str:
    """The digits of what may be a telephone number or a part of one, without the 00 of calls abroad; else «»."""
    digits = re.sub(r"\D", "", text) if TELEPHONE.fullmatch(text.strip()) else ""
    return digits.removeprefix("00") if len(digits) >= FEWEST_DIGITS else ""


def _in_name(word: str) -> ColumnElement[bool]:
    if len(word) >= FEWEST_LETTERS:
        return Participant.name_key.contains(word, autoescape=True)
    key = Participant.name_key
    return or_(key == word, key.startswith(f"{word} "), key.endswith(f" {word}"), key.contains(f" {word} "))
