"""What people are told, read from the mail as it would travel."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.db import transaction
from app.lib.clock import now
from app.outbox import render
from app.outbox.models import Delivery
from app.programme.models import Edition
from app.registration import emails, told
from app.registration.cancel import cancel
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from tests.lib.libical import faults_found_by_libical
from tests.registration.mails import calendars, every_word, texts, the_mail
from tests.world import World

RESERVED_TITLE = "Il collocamento mirato: Legge 68/99"
BOTH_CHANGES = ("changed", "postponed")
KINDS = ["confirmed", "waiting", "promoted", "cancelled", "changed", "postponed", "edition_cancelled"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_repeats_a_word_that_a_visitor_typed(world: World, kind: str) -> None:
    registration = signed_up_by(world, Source.WEB)

    tell(kind, registration)

    words = every_word(*the_mail(world, kind))
    assert not re.search("vinto|evil|Zoraide", words)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_staff_wrote_may_greet_but_not_in_the_subject(world: World, kind: str) -> None:
    registration = signed_up_by(world, Source.STAFF)

    tell(kind, registration)

    message, mail = the_mail(world, kind)
    assert all("Ciao Zoraide" in text for text in texts(mail))
    assert "Zoraide" not in message.subject
    assert all(b"Zoraide" not in content for _, content in calendars(mail))


def signed_up_by(world: World, source: Source, title: str = "Il colloquio", **facts: object) -> Registration:
    edition = world.edition(title=title, **facts)  # type: ignore[arg-type]
    with transaction():
        person = Person("Zoraide", "Hai vinto http evil", email="zoraide@example.org", organisation="evil srl")
        return sign_up(edition.id, person, source=source)


def tell(kind: str, registration: Registration) -> None:
    before = told.state_of(registration.edition)
    with transaction():
        if kind == "changed":
            registration.edition.meetings[0].starts_at += timedelta(minutes=30)
        if kind == "postponed":
            registration.edition.postponed_at = now()
        verb = getattr(emails, kind)
        verb(registration, before) if kind in BOTH_CHANGES else verb(registration)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_of_a_reserved_lab_a_stranger_reads_nothing(world: World, kind: str, language: str) -> None:
    registration = signed_up_by(world, Source.WEB, RESERVED_TITLE, code="L68-1", reserved=True)
    with transaction():
        registration.language = language

    tell(kind, registration)

    words = every_word(*the_mail(world, kind))
    assert not re.search("mirato|68/99|L68", words, re.IGNORECASE)  # no code of ours has an L: it is none by chance


def test_waiting_says_the_place_in_the_queue_and_sends_nothing_for_the_calendar(world: World) -> None:
    edition = world.edition(seats=1)
    for who in ("ada", "grace", "carla"):
        world.sign_up(edition, who)

    message, mail = the_mail(world, "waiting")

    assert message.to_email == "carla@example.org"
    assert all("al numero 2" in text for text in texts(mail))
    assert calendars(mail) == [] and message.calendar is None
    assert not any(part.get_content_type() == "image/png" for part in mail.walk())


def test_who_gives_up_a_place_gets_the_invitation_withdrawn_and_the_next_one_gets_theirs(world: World) -> None:
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    invited = world.mails("confirmed")[0].calendar_uid
    with transaction():
        cancel(ada)

    withdrawn, promoted = world.mails("cancelled")[0], world.mails("promoted")[0]

    assert (withdrawn.calendar_method, withdrawn.calendar_uid) == ("CANCEL", invited)
    assert withdrawn.calendar and b"SEQUENCE:1\r\n" in withdrawn.calendar
    assert faults_found_by_libical(withdrawn.calendar) == []
    assert (promoted.to_email, promoted.calendar_method) == (grace.email, "REQUEST")
    assert promoted.calendar_uid != invited


def test_who_leaves_the_queue_gets_no_withdrawal_of_what_never_was(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition, "ada")
    grace = world.sign_up(edition, "grace")
    with transaction():
        cancel(grace)

    message, mail = the_mail(world, "cancelled")

    assert message.calendar is None and calendars(mail) == []
    assert "lista d’attesa" in message.subject


def test_a_change_shows_old_and_new_side_by_side_and_updates_the_invitation(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")
    invited = world.mails("confirmed")[0].calendar_uid
    move(registration.edition, registration)

    message, mail = the_mail(world, "changed")

    text, html = texts(mail)
    assert re.search(r"PRIMA: giovedì 14 gennaio.*9:30.*\nADESSO: venerdì 15 gennaio.*9:30", text)
    assert "<s>giovedì 14 gennaio" in html and "<b>venerdì 15 gennaio" in html
    assert (message.calendar_method, message.calendar_uid) == ("REQUEST", invited)
    assert message.calendar and b"SEQUENCE:1\r\n" in message.calendar and b"T093000" in message.calendar
    assert registration.ticket_code[:4] in text, "it may have overtaken the first mail"


def move(edition: Edition, registration: Registration) -> None:
    before = told.state_of(edition)
    with transaction():
        for end in ("starts_at", "ends_at"):
            setattr(edition.meetings[0], end, getattr(edition.meetings[0], end) + timedelta(days=1))
        registration.calendar_sequence += 1
        emails.changed(registration, before)


def test_several_meetings_are_entries_to_keep_one_for_each(world: World) -> None:
    world.sign_up(world.three_meetings(), "ada")

    message, mail = the_mail(world, "confirmed")

    assert message.calendar_method == "PUBLISH"
    ((kind, content),) = calendars(mail)
    assert kind == "text/calendar" and content == message.calendar
    assert content.count(b"BEGIN:VEVENT") == 3 and b"ATTENDEE" not in content and b"RSVP" not in content
    assert len(set(re.findall(rb"\r\nUID:(.*)\r\n", content))) == 3
    assert faults_found_by_libical(content) == []


def test_the_link_of_an_online_lab_is_for_who_has_a_place(world: World) -> None:
    edition = online_lab(world, "https://meet.example.org/segreto")
    world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")

    confirmed, waiting = every_word(*the_mail(world, "confirmed")), every_word(*the_mail(world, "waiting"))

    assert confirmed.count("https://meet.example.org/segreto") >= 3
    assert "segreto" not in waiting and "gradini" not in waiting


def online_lab(world: World, url: str) -> Edition:
    online, _room = world.venue("Online", room=None, is_online=True, address=None, municipality=None, is_step_free=None)
    edition = world.edition(seats=1, online_url=url)
    with transaction():
        edition.meetings[0].venue_id, edition.meetings[0].room_id = online.id, None
    return edition


def test_a_new_link_alone_is_told_as_such(world: World) -> None:
    registration = world.sign_up(online_lab(world, "https://meet.example.org/nuovo"), "ada")
    before = replace(told.state_of(registration.edition), online_url="https://meet.example.org/vecchio")
    with transaction():
        world.mails("confirmed")[0].status = Delivery.SENT
        emails.changed(registration, before)

    message, mail = the_mail(world, "changed")

    assert message.subject.startswith("Cambia il link per collegarsi")
    assert all("quello di prima non vale più" in text for text in texts(mail))
    assert "<table border" not in texts(mail)[1]


@pytest.mark.parametrize("who", ["olena", "ada"])
def test_a_language_without_words_yet_is_answered_in_italian(world: World, who: str) -> None:
    registration = world.sign_up(world.edition(), who)

    message, mail = the_mail(world, "confirmed")

    assert message.language == registration.language
    assert mail["Content-Language"] == "it" and "Il posto è tuo" in message.subject


def test_who_has_only_a_telephone_is_to_be_called_with_a_sentence(world: World) -> None:
    registration = world.sign_up(world.edition(), "alan")

    message = world.mails()[0]

    assert (message.status, message.to_phone, message.calendar) == (Delivery.TO_CALL, "+390516543810", None)
    sentence = render.call(message.kind, message.facts)
    assert "giovedì 14 gennaio 2027, dalle 9:30 alle 12:30" in sentence
    assert registration.ticket_code[:3] in sentence


def test_a_call_about_something_out_of_date_is_not_made(world: World) -> None:
    registration = world.sign_up(world.edition(), "alan")
    with transaction():
        cancel(registration)

    assert [(m.kind, m.status) for m in world.mails()] == [
        ("confirmed", Delivery.DROPPED),
        ("cancelled", Delivery.TO_CALL),
    ]


def test_the_subject_is_one_line_whatever_the_title(world: World) -> None:
    world.sign_up(world.edition(title="Colloquio & curriculum <b>: «si parte»", meetings=[A_SATURDAY]), "ada")

    message, mail = the_mail(world, "confirmed")

    assert message.subject == "Il posto è tuo: Colloquio & curriculum <b>: «si parte», sabato 16 gennaio"
    assert "&lt;b&gt;" in texts(mail)[1] and "<b>: «si" not in texts(mail)[1]


A_SATURDAY = (date(2027, 1, 16), time(9, 30), time(12, 30))
