from datetime import datetime, time, timedelta

import pytest

from app.composer.audience import Audience
from app.composer.send import send
from app.db import db, transaction
from app.lib import clock
from app.people.models import ProvenAddress
from app.people.prove import prove
from app.privacy.forget import MESSAGES_KEPT, Forgotten, forget
from app.registration import access, personal_feed
from app.registration.cancel import cancel
from app.registration.merge_participants import merge
from app.registration.merge_refusals import PersonForgotten
from app.registration.models import OneTimeAccess, PersonalFeed, Source
from app.registration.undo_merge import undo_merge
from tests.registration.changing import put_off
from tests.world import World

EIGHT_DAYS_AFTER = datetime(2027, 1, 23, 9, tzinfo=clock.ROME)
A_MONTH_AFTER = datetime(2027, 2, 20, 9, tzinfo=clock.ROME)
NEXT_YEAR = datetime(2028, 1, 10, 9, tzinfo=clock.ROME)


def forgotten_at(moment: datetime) -> Forgotten:
    with clock.at(moment), transaction():
        return forget()


def test_access_needs_go_a_week_after_the_edition(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")
    with transaction():
        ada.access_needs = ["wheelchair"]

    assert forgotten_at(EIGHT_DAYS_AFTER).needs == 1
    assert ada.access_needs == [] and ada.email == "ada@example.org"


def test_who_gave_up_is_forgotten_after_a_month_and_who_came_is_not(world: World) -> None:
    edition = world.edition()
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    with transaction():
        cancel(grace)

    counts = forgotten_at(A_MONTH_AFTER)

    assert (counts.registrations, counts.people) == (1, 1)
    assert grace.email is None and "Hopper" not in grace.participant.name
    assert ada.email == "ada@example.org"


def test_half_a_year_later_nobody_is_left_in_any_table(world: World) -> None:
    marked = world.sign_up(world.edition(), "ada", source=Source.STAFF)
    assert marked.participant.contacts

    forgotten_at(NEXT_YEAR)

    with db.engine.connect() as connection:
        for table in db.metadata.sorted_tables:
            for row in connection.execute(table.select()):
                assert "Lovelace" not in str(row) and "ada@example.org" not in str(row), table.name


def test_a_merged_record_lives_as_long_as_the_person_it_went_into(world: World) -> None:
    ada, augusta = world.sign_up(world.edition(), "ada").participant, world.sign_up(world.edition(), "augusta")
    gone = augusta.participant
    with transaction():
        made = merge(ada.id, gone.id, by="ufficio")

    assert forgotten_at(A_MONTH_AFTER).people == 0 and gone.name == "Augusta Rossi"
    assert forgotten_at(NEXT_YEAR).people == 2 and gone.forgotten_at and gone.name == "—"
    with pytest.raises(PersonForgotten), transaction():
        undo_merge(made.id, by="ufficio")


def test_forgetting_twice_is_forgetting_once(world: World) -> None:
    world.sign_up(world.edition(), "ada")

    forgotten_at(NEXT_YEAR)

    assert forgotten_at(NEXT_YEAR) == Forgotten()


def test_what_the_office_wrote_is_emptied_and_how_many_read_it_stays(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition)
    with transaction():
        sent = send(edition, Audience.CONFIRMED, "Oggetto", "Il testo", key="k", by="prove")
    with clock.at(clock.now() + MESSAGES_KEPT + timedelta(days=1)), transaction():
        forget()

    assert (sent.facts.get("body"), sent.facts["people"], sent.facts["subject"]) == (None, 1, "Oggetto")


def test_what_was_put_off_is_waited_for_until_its_half_year_ends_and_not_for_ever(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition, "ada")
    waiting = world.sign_up(edition, "grace")
    put_off(edition)

    forgotten_at(A_MONTH_AFTER)
    assert waiting.email, "she is told when there is a date"
    forgotten_at(clock.from_rome(edition.programme.last_on, time(9)) + timedelta(days=32))
    assert waiting.email is None
    forgotten_at(NEXT_YEAR)
    assert waiting.participant.forgotten_at


def test_ways_in_are_forgotten_the_day_after_and_proofs_with_the_registrations(world: World) -> None:
    world.sign_up(world.edition(), "ada")
    with transaction():
        access.ask("ada@example.org", "a browser", "it")
        personal_feed.begin("ada@example.org")
        prove("ada@example.org", "link")
        prove("nobody@example.org", "link")

    forgotten_at(EIGHT_DAYS_AFTER)

    assert db.session.query(OneTimeAccess).count() == 0
    assert [proven.value for proven in db.session.query(ProvenAddress)] == ["ada@example.org"]
    assert db.session.query(PersonalFeed).count() == 1
    forgotten_at(NEXT_YEAR)
    assert db.session.query(ProvenAddress).count() == db.session.query(PersonalFeed).count() == 0
