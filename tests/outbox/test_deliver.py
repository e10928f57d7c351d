"""Delivery through a real SMTP server, well-behaved and not."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import db, transaction
from app.lib import clock
from app.outbox import claims, deliver
from app.outbox.deliver import Outcome
from app.outbox.models import Delivery, OutboxMessage
from app.registration.cancel import cancel
from tests.outbox.postman import DROP, Postman
from tests.world import World


def a_mail(world: World, who: str = "ada") -> int:
    return world.mails()[-1].id if world.sign_up(world.edition(), who) else 0


def row(message_id: int) -> OutboxMessage:
    db.session.rollback()
    found = db.session.get(OutboxMessage, message_id, populate_existing=True)
    assert found
    return found


def later(**time: float):  # type: ignore[no-untyped-def]
    return clock.at(clock.now() + timedelta(**time))


def test_a_mail_arrives_once_and_is_noted_as_sent(world: World, postman: Postman) -> None:
    mail = a_mail(world)

    assert deliver.deliver(mail) == Outcome.SENT
    assert deliver.deliver(mail) == Outcome.NOT_OURS

    assert [str(taken["To"]) for taken in postman.taken] == ["ada@example.org"]
    assert postman.taken[0]["Message-ID"] == row(mail).message_id
    assert (row(mail).status, row(mail).in_doubt, row(mail).sent_at) == (Delivery.SENT, 0, clock.now())


@pytest.mark.parametrize("stage", ["RCPT", "TEXT"])
def test_refused_for_good_is_not_tried_again(world: World, postman: Postman, stage: str) -> None:
    mail = a_mail(world)
    postman.answers[stage] = ["550 no such person"]

    assert deliver.deliver(mail) == Outcome.FAILED

    assert row(mail).status == Delivery.FAILED
    assert row(mail).last_error == "550 no such person"
    with later(days=2):
        assert deliver.deliver(mail) == Outcome.NOT_OURS


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "TEXT"])
def test_refused_for_now_is_tried_again_later_and_arrives(world: World, postman: Postman, stage: str) -> None:
    mail = a_mail(world)
    postman.answers[stage] = ["451 come back"]

    assert deliver.deliver(mail) == Outcome.LATER

    assert (row(mail).status, row(mail).in_doubt) == (Delivery.QUEUED, 0)
    assert deliver.deliver(mail) == Outcome.NOT_OURS, "not before its time"
    with later(minutes=2):
        assert deliver.deliver(mail) == Outcome.SENT
    assert list(postman.copies().values()) == [1]


def test_a_server_that_does_not_want_us_is_not_the_fault_of_the_message(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    postman.answers["MAIL"] = ["550 who are you"]

    assert deliver.deliver(mail) == Outcome.LATER


def test_the_waits_grow_and_after_a_day_the_office_is_told(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    postman.answers["MAIL"] = ["421 busy"] * 100
    waits = []
    for _ in range(100):
        began = clock.now()
        with clock.at(max(began, row(mail).not_before)):
            if deliver.deliver(mail) == Outcome.FAILED:
                break
            waits.append((row(mail).not_before - clock.now()).total_seconds())

    assert waits[:6] == [10, 30, 60, 300, 900, 3600]
    assert row(mail).status == Delivery.FAILED
    assert timedelta(hours=24) < row(mail).not_before - row(mail).created_at < timedelta(hours=27)


def test_a_line_that_breaks_before_the_text_leaves_no_doubt(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    postman.answers["RCPT"] = [DROP]

    assert deliver.deliver(mail) == Outcome.LATER

    assert row(mail).in_doubt == 0


def test_a_line_that_breaks_after_the_text_is_tried_once_more_and_then_left_to_a_person(
    world: World, postman: Postman
) -> None:
    mail = a_mail(world)
    postman.answers["TEXT"] = [DROP, DROP, DROP]

    assert deliver.deliver(mail) == Outcome.LATER
    assert (row(mail).status, row(mail).in_doubt) == (Delivery.QUEUED, 1)
    with later(minutes=1):
        assert deliver.deliver(mail) == Outcome.FAILED
    with later(days=1):
        assert deliver.deliver_due()[Outcome.SENT] == 0

    assert (row(mail).status, row(mail).in_doubt) == (Delivery.PARKED, 2)
    assert list(postman.copies().values()) == [2], "two copies at most, with one Message-ID"


def test_a_server_that_stalls_does_not_hold_us_for_ever(
    world: World, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "PATIENCE", 0.2)
    mail = a_mail(world)
    postman.pauses["MAIL"] = 1

    assert deliver.deliver(mail) == Outcome.LATER

    assert "timed out" in (row(mail).last_error or "")


def test_no_server_at_all_means_later(world: World, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1")
    mail = a_mail(world)

    assert deliver.deliver(mail) == Outcome.LATER


def test_who_lost_the_lease_keeps_the_text_to_themselves(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    slow = claims.claim(mail)
    with later(minutes=3):
        assert slow
        quick = claims.claim(mail)
        assert quick and not claims.hand_over(slow) and claims.hand_over(quick)


def test_the_sweep_parks_what_dead_workers_left_in_doubt_twice(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    for hours in (0, 1):
        with later(hours=hours):
            held = claims.claim(mail)
            assert held and claims.hand_over(held)  # and here the worker dies
    with later(hours=2):
        deliver.deliver_due()

    assert row(mail).status == Delivery.PARKED
    assert postman.taken == []


def test_a_newer_message_about_the_same_entry_drops_the_one_that_waits(world: World, postman: Postman) -> None:
    edition = world.edition()
    registration = world.sign_up(edition, "ada")
    from_the_start = world.mails()[0].id
    with transaction():
        cancel(registration)

    deliver.deliver_due()

    assert row(from_the_start).status == Delivery.DROPPED
    assert [taken.get_body(("plain",)).get_content()[:40].count("annullata") for taken in postman.taken]
    assert len(postman.taken) == 1


def test_a_late_try_does_not_contradict_a_newer_message(world: World, postman: Postman) -> None:
    registration = world.sign_up(world.edition(), "ada")
    mail = world.mails()[0].id
    postman.answers["RCPT"] = ["451 come back"]
    deliver.deliver(mail)
    with transaction() as session:
        first = session.get(OutboxMessage, mail)
        assert first
        columns = [c.key for c in OutboxMessage.__table__.columns if c.key not in ("id", "message_id")]
        session.add(OutboxMessage(**{name: getattr(first, name) for name in columns}, message_id="<newer@x>"))

    with later(hours=1):
        deliver.deliver(mail)

    assert registration.is_confirmed
    assert row(mail).status == Delivery.DROPPED


def test_messages_of_another_clock_still_go_at_once(world: World, postman: Postman) -> None:
    """The clock of the machine that promised may be ahead of the one that delivers."""
    mail = a_mail(world)
    with later(hours=-5):
        assert deliver.deliver(mail) == Outcome.SENT


def test_a_message_for_later_waits(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    with transaction() as session:
        session.execute(update(OutboxMessage).values(not_before=clock.now() + timedelta(days=1)))

    assert deliver.deliver(mail) == Outcome.NOT_OURS
    with later(days=1):
        assert deliver.deliver(mail) == Outcome.SENT


def test_in_files_a_mail_is_one_file_that_only_its_owner_may_read(world: World, app: Flask) -> None:
    mail = a_mail(world)
    folder = Path(app.config["INSTANCE_PATH"]) / "mail"
    before = set(folder.glob("*")) if folder.exists() else set()

    assert deliver.deliver(mail) == Outcome.SENT

    new = set(folder.glob("*")) - before
    assert [path.suffix for path in new] == [".eml"]
    assert folder.stat().st_mode & 0o077 == 0
    assert b"To: ada@example.org" in new.pop().read_bytes()


def test_the_command_says_how_many_went_wait_and_failed(world: World, postman: Postman, app: Flask) -> None:
    edition = world.edition()
    for who in ("ada", "grace", "carla"):
        world.sign_up(edition, who)
    postman.answers["RCPT"] = ["250 good", "550 no", "451 later"]

    answer = app.test_cli_runner().invoke(args=["outbox", "deliver"])

    assert answer.output.strip() == "1 inviati, 1 in coda, 1 falliti"


def test_a_clear_no_does_not_make_up_for_an_earlier_doubt(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    for hours, (stage, answer) in enumerate([("TEXT", DROP), ("RCPT", "450 full"), ("TEXT", "451 no"), ("TEXT", DROP)]):
        postman.answers[stage] = [answer]
        with later(hours=hours):
            deliver.deliver(mail)

    assert list(postman.copies().values()) == [2]
    assert row(mail).status == Delivery.PARKED, "twice it may have gone"
