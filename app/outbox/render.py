"""A message in words, from its kind, facts and language alone: what the worker sends is what a preview shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from css_inline import CSSInliner
from flask import current_app, render_template
from flask_babel import force_locale

from app.languages.offered import spoken
from app.lib import qr
from app.lib.isolate import isolated
from app.lib.languages import direction

QR_MODULE_PX = 5
NAMES = frozenset({"title", "place", "address", "ticket_code", "ticket_voice", "first_name", "body"})  # facts

_inliner = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Letter:
    """The bodies of a mail. ``picture`` is the PNG that the HTML shows as ``cid:qr``, when there is a ticket."""

    text: str
    html: str
    picture: bytes | None


@contextmanager
def speaking(language: str) -> Iterator[str]:
    """Inside the block sentences, days and hours are in the language that ``language`` is answered in."""
    with force_locale(spoken(language)):
        yield spoken(language)


def subject(kind: str, facts: dict[str, Any], language: str) -> str:
    """The subject line, on one line."""
    return " ".join(_part(kind, "subject.txt", facts, language).split())


def letter(kind: str, facts: dict[str, Any], language: str) -> Letter:
    """The mail's two bodies, CSS inlined, and its picture."""
    ticket = facts.get("ticket_url")
    return Letter(
        text=_part(kind, "body.txt", facts, language).strip() + "\n",
        html=_inliner.inline(_part(kind, "body.html", facts, language)),
        picture=qr.png(ticket, QR_MODULE_PX) if ticket else None,
    )


def text_message(kind: str, facts: dict[str, Any], language: str) -> str:
    """What is sent to a telephone, on one line."""
    return " ".join(_part(kind, "sms.txt", facts, language).split())


def call(kind: str, facts: dict[str, Any]) -> str:
    """What to tell on the telephone, in a sentence, in the language of who reads this page."""
    here = f"emails/{kind}/call.txt"
    return " ".join(render_template([here, f"emails/{kind}/subject.txt"], **_instants(facts)).split())


def _part(kind: str, part: str, facts: dict[str, Any], language: str) -> str:
    with speaking(language) as spoken_language:
        way, phone = direction(spoken_language), current_app.config["OFFICE_PHONE"]
        is_body_to_isolate = way == "rtl" and part.startswith("body")
        return render_template(
            f"emails/{kind}/{part}",
            language=spoken_language,
            direction=way,
            home_url=current_app.config["PUBLIC_URL"],
            office_phone=isolated(phone) if is_body_to_isolate else phone,
            **_instants(_isolated(facts) if is_body_to_isolate else facts),
        )


def _isolated(facts: Any) -> Any:
    """The facts with every name, place and code apart from the right-to-left sentence that it will stand in."""
    if isinstance(facts, list):
        return [_isolated(value) for value in facts]
    if not isinstance(facts, dict):
        return facts
    return {
        name: isolated(value) if name in NAMES and isinstance(value, str) else _isolated(value)
        for name, value in facts.items()
    }


def _instants(facts: Any) -> Any:
    """The facts with every value called ``…_at``, which JSON keeps as ISO text, as the instant it is."""
    if isinstance(facts, list):
        return [_instants(value) for value in facts]
    if not isinstance(facts, dict):
        return facts
    return {
        name: datetime.fromisoformat(value) if name.endswith("_at") and value else _instants(value)
        for name, value in facts.items()
    }
