from datetime import datetime

import pytest

from app.attendance.record import record
from app.composer.audience import Audience, people_of
from app.composer.refusals import NobodyThere, TitleGivesItAway, UnknownToken
from app.composer.send import send, send_trial
from app.composer.tokens import filled, unknown_in
from app.db import transaction
from app.lib import clock
from app.outbox import render
from app.outbox.models import Announcement, Delivery
from app.programme.models import Edition
from app.registration.models import Registration, Source
from tests.world import World

AFTER_THE_LAB = datetime(2027, 1, 14, 13, 0, tzinfo=clock.ROME)


def write(edition: Edition, audience: Audience, body: str, subject: str = "Due parole", key: str = "k") -> Announcement:
    with transaction():
        return send(edition, audience, subject, body, key=key, by="office@example.org")


def names(people: list[Registration]) -> list[str]:
    return [registration.participant.first_name for registration in people]


def test_each_person_gets_one_message_with_their_own_gaps_filled(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition, "ada", source=Source.STAFF)
    world.sign_up(edition, "grace")

    sent = write(
        edition,
        Audience.CONFIRMED,
        "Cara {nome}, ci vediamo {data} alle {ora}: {luogo}.\n\n{link}",
        subject="Per {nome}",
    )

    (message,) = world.mails("message")
    text = render.letter(message.kind, message.facts, message.language).text
    assert message.to_email == "ada@example.org" and message.announcement is sent
    assert message.subject == "Per"
    assert "Cara Ada, ci vediamo giovedì 14 gennaio alle 9:30: Sala incontri, Sportello Lavoro" in text
    assert "/iscrizioni/" in text
    assert sent.facts["people"] == 1


def test_a_name_that_a_visitor_typed_is_never_repeated(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    write(edition, Audience.CONFIRMED, "Ciao {nome}, a presto.", subject="Per {nome}")

    (message,) = world.mails("message")
    assert "Ada" not in str(message.facts) + message.subject
    assert message.facts["paragraphs"] == [["Ciao, a presto."]]


def test_who_waits_is_written_to_in_the_order_of_the_queue(world: World) -> None:
    edition = world.edition(seats=1)
    for who in ("zoe", "grace", "ada"):
        world.sign_up(edition, who)

    assert names(people_of(edition, Audience.WAITING)) == ["Grace", "Ada"]


def test_present_and_absent_are_known_only_once_a_meeting_is_over(world: World) -> None:
    edition = world.edition()
    ada = world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    assert people_of(edition, Audience.PRESENT) == people_of(edition, Audience.ABSENT) == []

    with clock.at(AFTER_THE_LAB):
        with transaction():
            record(ada, edition.meetings[0], 180, "foglio firme", by="office@example.org")
        assert names(people_of(edition, Audience.PRESENT)) == ["Ada"]
        assert names(people_of(edition, Audience.ABSENT)) == ["Grace"]


def test_the_same_form_sent_twice_is_sent_once(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    once, again = (write(edition, Audience.CONFIRMED, "Ciao", key="the same") for _ in range(2))

    assert once.id == again.id and len(world.mails("message")) == 1


def test_a_gap_that_is_not_on_the_list_is_refused_and_named(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    with pytest.raises(UnknownToken, match=r"\{cognome\}.*\{nome\}"):
        write(edition, Audience.CONFIRMED, "Ciao {cognome}")
    assert world.mails("message") == []


@pytest.mark.one_database
@pytest.mark.parametrize("text", ["{{ config.SECRET_KEY }}", "{% for a in b %}", "{nome.__class__}", "${7*7}"])
def test_nothing_that_is_written_runs(text: str) -> None:
    values = {"nome": "{link}", "link": "…"}
    if unknown_in(text):
        return
    assert filled(text, values) == text


@pytest.mark.one_database
def test_what_fills_a_gap_is_not_read_again() -> None:
    assert filled("Ciao {nome}", {"nome": "{link}", "link": "segreto"}) == "Ciao {link}"


def test_nobody_there_is_said(world: World) -> None:
    with pytest.raises(NobodyThere):
        write(world.edition(), Audience.WAITING, "Ciao")


def test_the_title_of_a_reserved_lab_stays_out_of_the_subject(world: World) -> None:
    edition = world.edition(title="Collocamento mirato", code="L68-1", reserved=True)
    world.sign_up(edition, "ada")
    with transaction():
        edition.activity.translations = {"en": {"title": "Targeted placement"}}

    for subject in ("Il tuo COLLOCAMENTO mirato", "Novità per L68-1", "Your targeted placement!"):
        with pytest.raises(TitleGivesItAway):
            write(edition, Audience.CONFIRMED, "Ciao", subject=subject)
    write(edition, Audience.CONFIRMED, "{laboratorio}", subject="{laboratorio}")

    (message,) = world.mails("message")
    assert "mirato" not in str(message.facts) + message.subject


def test_a_message_by_telephone_does_not_hide_what_else_there_is_to_say(world: World) -> None:
    """«È cambiata la data» must still be told to whom the office has also something else to say."""
    edition = world.edition()
    world.sign_up(edition, "alan")

    write(edition, Audience.CONFIRMED, "Porta una penna", key="one")
    write(edition, Audience.CONFIRMED, "E un quaderno", key="two")

    assert [message.status for message in world.mails()] == [Delivery.TO_CALL] * 3


def test_a_trial_goes_to_who_wrote_it_and_to_nobody_else(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    with transaction():
        send_trial(edition, "Prova", "Ciao {nome}", to_email="me@example.org", to_name="Io", language="it")

    (message,) = world.mails("message")
    assert message.to_email == "me@example.org" and message.announcement is None
    assert "/iscrizioni/" not in str(message.facts)
