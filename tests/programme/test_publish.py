from datetime import date, time

import pytest
from sqlalchemy import delete, select

from app.db import db, transaction
from app.journal.models import Entry
from app.programme.models import Closure, Facilitator, Meeting, Programme
from app.programme.publish import publish
from app.programme.refusals import NotReady, ProgrammeArchived
from tests.world import World

IN_THE_AFTERNOON = (date(2027, 1, 14), time(14, 30), time(17, 30))


@pytest.fixture
def draft(world: World) -> Programme:
    return world.programme(published=False)


def publishing(slug: str = "2027-1") -> Programme:
    with transaction() as session:
        programme = session.scalars(select(Programme).where(Programme.slug == slug)).one()
        publish(programme, by="ufficio")
    return programme


def test_a_half_year_is_published_once(world: World, draft: Programme) -> None:
    world.edition()

    first = publishing().published_at

    assert publishing().is_published and publishing().published_at == first
    assert [entry.by for entry in db.session.scalars(select(Entry).where(Entry.what == "programme.published"))] == [
        "ufficio"
    ]


def test_an_empty_half_year_is_not_published(draft: Programme) -> None:
    with pytest.raises(NotReady, match="non ha nessuna edizione"):
        publishing()


def test_every_edition_needs_a_meeting(world: World, draft: Programme) -> None:
    world.edition(code="CV-1")
    with transaction() as session:
        session.execute(delete(Meeting))

    with pytest.raises(NotReady, match="CV-1 non ha nessun incontro"):
        publishing()


def test_a_room_cannot_hold_two_labs_at_once(world: World, draft: Programme) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-2")

    with pytest.raises(NotReady, match="CV-2 e CV-1 sono nella stessa sala il 14/01/2027"):
        publishing()


def test_a_person_cannot_be_in_two_places_a_function_can(world: World, draft: Programme) -> None:
    with transaction() as session:
        session.add(Facilitator(name="Ada Lovelace", name_key="ada lovelace", is_person=False))
    for code in ("CV-1", "CV-2"):
        edition = world.edition(code=code)
        with transaction() as session:
            session.merge(edition).facilitators = list(session.scalars(select(Facilitator)))
    with transaction() as session:
        session.scalars(select(Meeting)).first().room = None
    assert publishing().is_published

    with transaction() as session:
        session.scalars(select(Programme)).one().status = "draft"
        session.scalars(select(Facilitator)).one().is_person = True
    with pytest.raises(NotReady, match="Chi conduce CV-2 il 14/01/2027 conduce anche CV-1"):
        publishing()


def test_a_closed_day_holds_no_lab(world: World, draft: Programme) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-2", meetings=[(date(2027, 1, 6), time(9), time(12))])
    with transaction() as session:
        programme = session.scalars(select(Programme)).one()
        programme.closures.append(Closure(first_on=date(2027, 1, 11), last_on=date(2027, 1, 15), reason="trasloco"))

    with pytest.raises(NotReady) as refused:
        publishing()

    assert str(refused.value).splitlines() == [
        "CV-2 è il 06/01/2027, che è festa o chiusura (Epifania): scegli un altro giorno.",
        "CV-1 è il 14/01/2027, che è festa o chiusura (chiusura dell'ufficio: trasloco): scegli un altro giorno.",
    ]


def test_a_cancelled_edition_hinders_nobody(world: World, draft: Programme) -> None:
    world.edition(code="CV-1")
    cancelled = world.edition(code="CV-2")
    with transaction() as session:
        session.merge(cancelled).cancelled_at = draft.updated_at

    assert publishing().is_published


def test_an_archived_half_year_stays_archived(world: World, draft: Programme) -> None:
    world.edition(meetings=[IN_THE_AFTERNOON])
    with transaction() as session:
        session.scalars(select(Programme)).one().status = "archived"

    with pytest.raises(ProgrammeArchived):
        publishing()
