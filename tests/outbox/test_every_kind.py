"""What all messages have in common: both bodies, a small size, the right direction, a text message that is short."""

import html5lib
import pytest
from flask import Flask

from app.lib.clock import now
from app.outbox import render, sms
from app.outbox.compose import compose
from app.outbox.models import OutboxMessage
from tests.outbox.every_kind import FACTS, KINDS, TEXTED, facts_for

pytestmark = pytest.mark.one_database

LARGEST_MAIL = 12 * 1024  # bytes
CALENDAR = b"BEGIN:VCALENDAR\r\n" + b"X" * 2200  # as long as three meetings make it


def a_message(kind: str, language: str = "it") -> OutboxMessage:
    return OutboxMessage(
        kind=kind,
        about="registration/1",
        to_email="ada@example.org",
        language=language,
        subject=render.subject(kind, FACTS, language),
        facts=facts_for(kind),
        calendar=CALENDAR if kind in ("confirmed", "promoted", "changed") else None,
        calendar_method="PUBLISH",
        message_id="<ob-1@example.org>",
        created_at=now(),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_a_subject_two_bodies_and_is_small(app: Flask, kind: str) -> None:
    message = a_message(kind)
    mail = compose(message)

    assert message.subject and "\n" not in message.subject
    text, html = (mail.get_body((part,)).get_content() for part in ("plain", "html"))  # type: ignore[union-attr]
    assert len(text) > 100 and "051 000 000" in text
    html5lib.HTMLParser(strict=True).parse(html)
    assert "prefers-color-scheme:dark" in html.replace(" ", "")
    assert ('src="cid:qr"' in html) == any(part.get_content_type() == "image/png" for part in mail.walk())
    assert len(mail.as_bytes()) < LARGEST_MAIL


@pytest.mark.parametrize("kind", KINDS)
def test_from_right_to_left_names_and_numbers_stand_apart(
    app: Flask, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "spoken", lambda language: language)

    letter = render.letter(kind, FACTS, "ar")

    assert 'dir="rtl"' in letter.html and 'lang="ar"' in letter.html
    assert "\u2068051 000 000\u2069" in letter.html and "\u2068051 000 000\u2069" in letter.text
    assert "\u2068" not in render.letter(kind, FACTS, "it").text


@pytest.mark.parametrize("kind", TEXTED)
def test_as_a_text_message_it_is_short_and_names_nobody(app: Flask, kind: str) -> None:
    text = render.text_message(kind, FACTS, "it")

    assert len(text) <= sms.LONGEST_TEXT, text
    assert FACTS["first_name"] not in text
    assert "https://" in text or FACTS["code"] in text
