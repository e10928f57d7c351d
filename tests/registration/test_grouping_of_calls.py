"""Calls, and links to online labs, are grouped like mails."""

from datetime import date, time, timedelta

from app.db import db, transaction
from app.outbox.call import call_made
from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration.apply_changes import change_link
from tests.registration.changing import let_the_post_go, move, promised_to, sent_to
from tests.world import World

IN_FEBRUARY = [(date(2027, 2, 10), time(9, 30), time(12, 30))]


def test_the_link_and_the_date_in_one_message(world: World) -> None:
    online, _room = world.venue("Online", room=None, is_online=True, address=None, municipality=None)
    edition = world.edition(meetings=IN_FEBRUARY, online_url="https://meet.example.org/uno")
    with transaction():
        edition.meetings[0].venue_id, edition.meetings[0].room_id = online.id, None
    ada = world.sign_up(edition, "ada")
    let_the_post_go(timedelta(0))
    move(edition, days=1)
    with transaction():
        change_link(db.session.get_one(Edition, edition.id), "https://meet.example.org/due", by="ufficio")
    let_the_post_go()

    _confirmed, changed = sent_to(world, ada)
    assert changed.facts["link_changed"] and len(changed.facts["changes"]) == 1
    assert changed.facts["online_url"].endswith("due")


def test_calls_are_one_too_and_a_call_that_was_made_is_followed_by_another(world: World) -> None:
    edition = world.edition(meetings=IN_FEBRUARY)
    alan = world.sign_up(edition, "alan")
    mark_called(promised_to(world, alan)[0])
    move(edition, days=1)
    move(edition, days=1)
    (call,) = promised_to(world, alan)
    assert call.facts["changes"][0]["before"]["starts_at"].startswith("2027-02-10")
    move(edition, days=-2)
    assert promised_to(world, alan) == []

    move(edition, days=1)
    mark_called(promised_to(world, alan)[0])
    move(edition, days=-1)

    assert [message.facts["meetings"][0]["starts_at"][:10] for message in promised_to(world, alan)] == ["2027-02-10"]


def mark_called(message: OutboxMessage) -> None:
    with transaction():
        call_made(message)
