"""How the mails are made: parts, headers, size, the QR."""

from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from app.db import transaction
from app.outbox.compose import compose
from app.registration import emails, told
from app.registration.links import manage_url, ticket_url
from tests.lib.libical import faults_found_by_libical
from tests.registration.mails import calendars, texts, the_mail
from tests.world import World

LARGEST_MAIL = 12 * 1024  # bytes


def test_the_confirmation_has_the_shape_that_mail_and_calendar_programs_expect(world: World) -> None:
    world.sign_up(world.edition(), "ada")

    message, mail = the_mail(world, "confirmed")

    alternative, attached = mail.iter_parts()
    text, related, calendar = alternative.iter_parts()
    html, picture = related.iter_parts()
    kinds = [part.get_content_type() for part in (mail, alternative, text, related, html, picture, calendar, attached)]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "text/calendar",
        "application/ics",
    ]
    assert calendar.get_param("method") == "REQUEST" and calendar["Content-Disposition"] is None
    assert attached.get_filename() == "invito.ics"
    assert picture["Content-ID"] == "<qr>" and 'src="cid:qr"' in html.get_content()
    (_, first), (_, second) = calendars(mail)
    assert first == second == message.calendar and b"\r\nMETHOD:REQUEST\r\n" in first
    assert faults_found_by_libical(first) == []


def test_the_headers_say_who_writes_and_that_no_answer_by_a_machine_is_wanted(world: World) -> None:
    world.sign_up(world.edition(), "ada")

    message, mail = the_mail(world, "confirmed")

    assert mail["From"] == "Bussola del lavoro <bussola@example.org>"
    assert mail["To"] == "ada@example.org"
    assert mail["Reply-To"] == "bussola@example.org"
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated" and "OOF" in mail["X-Auto-Response-Suppress"]
    assert mail["Content-Language"] == "it" and mail["Date"].datetime


def test_the_qr_of_the_mail_is_the_ticket(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")

    _, mail = the_mail(world, "confirmed")

    picture = next(part for part in mail.walk() if part.get_content_type() == "image/png")
    with Image.open(BytesIO(picture.get_content())) as image:
        read = zxingcpp.read_barcodes(image.convert("L"))[0].text
    assert read == ticket_url(registration.ticket_code)


def test_the_mail_says_when_where_and_how_to_give_the_place_up(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")

    message, mail = the_mail(world, "confirmed")

    assert message.subject == "Il posto è tuo: Il curriculum che si fa leggere, giovedì 14 gennaio"
    for text in texts(mail):
        assert "giovedì 14 gennaio 2027, dalle 9:30 alle 12:30" in text
        assert "Sala incontri, Sportello Lavoro, Vicolo Bolognetti 2, Bologna" in text
        assert f"{manage_url(registration)}/annullamento" in text
        assert "Ingresso senza gradini" in text


@pytest.mark.parametrize("several", [False, True], ids=["one meeting", "three meetings"])
def test_a_whole_mail_is_small(world: World, several: bool) -> None:
    edition = (
        world.three_meetings() if several else world.edition(title="Curriculum: dirlo in modo chiaro, breve e vero")
    )
    registration = world.sign_up(edition, "ada")
    before = told.state_of(edition)
    with transaction():
        edition.meetings[0].starts_at += timedelta(minutes=30)
        emails.changed(registration, before)

    for message in world.mails():
        assert len(compose(message).as_bytes()) < LARGEST_MAIL, message.kind
