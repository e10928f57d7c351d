"""What clashes in a half-year: one test for each kind, and how many questions they ask of the database."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import select

from app.db import db, transaction
from app.programme import catalogue
from app.programme.clashes import Clash, Severity, clashes_of, clashes_with
from app.programme.models import (
    Absence,
    Closure,
    Edition,
    Facilitator,
    Meeting,
    PatronDay,
    Programme,
    Room,
    Venue,
)
from tests.world import World

MORNING = (date(2027, 1, 14), time(9, 30), time(12, 30))
AFTERNOON = (date(2027, 1, 14), time(14, 30), time(17, 30))
WEEK_AFTER = (date(2027, 1, 21), time(9, 30), time(12, 30))


def clashes(kind: str | None = None) -> list[Clash]:
    db.session.expire_all()
    programme = db.session.scalars(select(Programme)).one()
    found = clashes_of(programme, catalogue.editions_of(programme))
    return [clash for clash in found if kind in (None, clash.kind)]


def change(what: Callable[[], None]) -> None:
    with transaction():
        what()


def test_a_half_year_in_order_has_nothing_to_say(world: World) -> None:
    world.edition(code="CV-1")
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[AFTERNOON])

    assert clashes() == []


def test_a_room_taken_names_both_the_room_the_day_and_the_way_out(world: World) -> None:
    first = world.edition(code="CV-1")
    second = world.edition(code="COL-1", theme="Colloquio", title="Il colloquio")

    (clash,) = clashes()

    assert clash.sentence == (
        "CV-1 e COL-1 sono nella stessa sala il 14/01/2027 alla stessa ora («Sala incontri, Sportello Lavoro», "
        "9:30–12:30): cambia sala o orario."
    )
    assert clash.severity == Severity.ERROR and clash.kind == "room"
    assert {clash.edition.id, clash.other.id} == {first.id, second.id}  # type: ignore[union-attr]


def test_a_person_is_in_one_place_a_function_in_many(world: World) -> None:
    for code, meeting in (("CV-1", MORNING), ("COL-1", MORNING)):
        edition = world.edition(code=code, title=code, theme=code, meetings=[meeting])
        with transaction() as session:
            person = session.scalars(select(Facilitator)).one_or_none() or Facilitator(name="Ada", name_key="ada")
            session.merge(edition).facilitators = [person]
    change(lambda: setattr(db.session.scalars(select(Meeting)).first(), "room", None))
    assert clashes() == []

    change(lambda: setattr(db.session.scalars(select(Facilitator)).one(), "is_person", True))

    (clash,) = clashes()
    assert clash.is_error and "conduce anche" in clash.sentence and "(Ada, 9:30–12:30)" in clash.sentence
    assert clash.sentence.endswith("cambia uno dei due.")


def test_nothing_is_held_on_a_closed_day(world: World) -> None:
    world.edition(code="FES-1", title="a", theme="a", meetings=[(date(2027, 1, 6), time(9), time(12))])
    world.edition(code="CHI-1", title="b", theme="b", meetings=[MORNING])
    world.edition(code="PAT-1", title="c", theme="c", meetings=[(date(2027, 2, 3), time(9), time(12))])
    with transaction() as session:
        programme = session.scalars(select(Programme)).one()
        programme.closures.append(Closure(first_on=MORNING[0], last_on=MORNING[0], reason="trasloco"))
        patron = session.scalars(select(PatronDay).where(PatronDay.municipality == "Bologna")).one()
        kept, patron.month, patron.day = (patron.month, patron.day), 2, 3
    try:
        found = {clash.edition.code: clash.sentence for clash in clashes("closure")}
    finally:
        with transaction() as session:
            patron = session.scalars(select(PatronDay).where(PatronDay.municipality == "Bologna")).one()
            patron.month, patron.day = kept

    assert "06/01/2027" in found["FES-1"] and "Epifania" in found["FES-1"]
    assert "trasloco" in found["CHI-1"] and "patrono di Bologna" in found["PAT-1"]
    assert all(sentence.endswith("scegli un altro giorno.") for sentence in found.values())


def test_more_seats_than_the_fire_limit_is_an_error_more_than_chairs_a_warning(world: World) -> None:
    world.edition(code="POCHI-1", seats=30, title="a", theme="a")
    world.edition(code="SEDIE-1", seats=35, title="b", theme="b", meetings=[AFTERNOON, WEEK_AFTER])
    world.edition(code="FUOCO-1", seats=41, title="c", theme="c", meetings=[(date(2027, 1, 27), time(9), time(12))])

    chairs, fire = sorted(clashes(), key=lambda clash: clash.kind)

    assert not chairs.is_error and "SEDIE-1 ha 35 posti" in chairs.sentence and "30 sedie" in chairs.sentence
    assert fire.is_error and "FUOCO-1 ha 41 posti" in fire.sentence and "27/01/2027, è 40" in fire.sentence


def test_a_meeting_belongs_inside_its_half_year(world: World) -> None:
    world.edition(code="CV-1", meetings=[(date(2027, 7, 1), time(9), time(12))])

    (clash,) = clashes()

    assert clash.is_error and "01/07/2027, fuori dal semestre (dal 01/01/2027 al 30/06/2027)" in clash.sentence


def test_an_edition_needs_a_meeting_unless_it_is_postponed(world: World) -> None:
    edition = world.edition(code="CV-1")
    change(lambda: db.session.execute(Meeting.__table__.delete()))
    (clash,) = clashes()
    assert clash.is_error and clash.meeting is None and "CV-1 non ha nessun incontro" in clash.sentence

    change(lambda: setattr(db.session.merge(edition), "postponed_at", edition.updated_at))

    assert clashes() == []


def test_the_same_people_cannot_be_at_two_labs(world: World) -> None:
    for number, (code, audience) in enumerate(
        {"CV-1": "Giovani  NEET", "COL-1": "giovani neet", "CON-1": None}.items()
    ):
        edition = world.edition(code=code, title=code, theme=code, audience=audience)
        change(
            lambda number=number, edition=edition: setattr(  # type: ignore[misc]
                db.session.merge(edition).meetings[0], "room", _another_room(number)
            )
        )

    (clash,) = clashes()

    assert clash.kind == "audience" and not clash.is_error
    assert "14/01/2027 alla stessa ora: spostane uno" in clash.sentence


def _another_room(number: int) -> Room:
    venue = db.session.scalars(select(Venue)).one()
    return Room(venue=venue, name=f"Sala {number}", name_key=f"sala {number}")


def test_a_theme_comes_once_a_week(world: World) -> None:
    world.edition(code="CV-1", meetings=[MORNING, (date(2027, 1, 15), time(9), time(12))])
    world.edition(code="CV-2", meetings=[AFTERNOON])
    world.edition(code="CV-3", meetings=[WEEK_AFTER])

    (clash,) = clashes()

    assert clash.sentence == (
        "CV-2 (14/01/2027) ha il tema di CV-1 nella stessa settimana: sposta uno dei due, se puoi."
    )


@pytest.mark.parametrize(
    ("absence", "available_at", "why"),
    [
        ("ferie", None, "(ferie)"),
        ("", None, "(assente dal 14/01/2027 al 14/01/2027)"),
        (None, ["4-pomeriggio", "3-mattina"], "(di solito non c'è il giovedì di mattina)"),
    ],
)
def test_who_leads_is_there(world: World, absence: str | None, available_at: list[str] | None, why: str) -> None:
    edition = world.edition(code="CV-1")
    with transaction() as session:
        ada = Facilitator(name="Ada", name_key="ada", available_at=available_at)
        if absence is not None:
            ada.absences = [Absence(first_on=MORNING[0], last_on=MORNING[0], reason=absence)]
        session.merge(edition).facilitators = [ada]

    (clash,) = clashes()

    assert not clash.is_error
    assert clash.sentence.startswith("Ada non è disponibile per CV-1 il 14/01/2027") and why in clash.sentence


def test_who_is_available_then_is_no_clash(world: World) -> None:
    edition = world.edition(code="CV-1")
    with transaction() as session:
        session.merge(edition).facilitators = [Facilitator(name="Ada", name_key="ada", available_at=["4-mattina"])]

    assert clashes() == []


def test_steps_that_nobody_knows_are_said_once_for_a_venue(world: World) -> None:
    world.edition(code="CV-1")
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[WEEK_AFTER])
    change(lambda: setattr(db.session.scalars(select(Venue)).one(), "is_step_free", None))

    (clash,) = clashes()

    assert clash.kind == "step-free" and clash.edition.code == "CV-1" and "Sportello Lavoro" in clash.sentence


def test_what_is_called_off_hinders_nobody(world: World) -> None:
    world.edition(code="CV-1")
    off = world.edition(code="CV-2", title="b", theme="b")
    change(lambda: setattr(db.session.merge(off), "cancelled_at", off.updated_at))

    assert clashes() == []


def test_warnings_are_about_what_is_to_come(world: World) -> None:
    world.edition(code="CV-1", seats=35, meetings=[(date(2027, 1, 8), time(9), time(12))])

    assert clashes() == []


def test_a_meeting_is_tried_elsewhere_before_it_goes_there(world: World) -> None:
    stays = world.edition(code="CV-1")
    goes = world.edition(code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[AFTERNOON])
    assert clashes_with(goes) == []

    (clash,) = clashes_with(goes, {goes.meetings[0].id: stays.meetings[0]})

    assert clash.kind == "room" and db.session.get_one(Edition, goes.id).meetings[0].starts_at.hour == 13
