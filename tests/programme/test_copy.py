"""A past half-year carried into a draft: same weekday, same week, closures skipped."""

from datetime import date, time, timedelta
from html import unescape

from sqlalchemy import select

from app.db import db, transaction
from app.lib.clock import from_rome, rome
from app.programme.copy_plan import CarriedEdition, Target, plan
from app.programme.half_year import HalfYear
from app.programme.models import AgendaItem, Closure, Edition, Facilitator, Programme
from app.registration.models import Registration
from tests.world import World

SOURCE = "/ufficio/programmi/2027-1/copia"
MORNING = (time(9, 30), time(12, 30))


def carried(slug: str = "2028-1") -> dict[str, CarriedEdition]:
    source = db.session.scalars(select(Programme).where(Programme.slug == "2027-1")).one()
    year, half = slug.split("-")
    return {one.edition.code: one for one in plan(source, Target.of(HalfYear(int(year), int(half))))}


def days(one: CarriedEdition) -> list[date | None]:
    return [meeting.day for meeting in one.meetings]


def programme(slug: str) -> Programme:
    db.session.expire_all()
    return db.session.scalars(select(Programme).where(Programme.slug == slug)).one()


def copied(world: World, *editions: Edition, into: str = "2028-1") -> str:
    data = {"semestre": into, "edizione": [str(edition.id) for edition in editions]}
    return unescape(world.signed_in().post(SOURCE, data=data, follow_redirects=True).text)


def test_a_meeting_keeps_its_weekday_and_its_week(world: World) -> None:
    world.three_meetings()

    one = carried()["WEB-1"]

    assert days(one) == [date(2028, 1, 25), date(2028, 1, 27), date(2028, 2, 1)]
    assert [day.weekday() for day in days(one) if day] == [1, 3, 1]
    assert all(meeting.is_as_planned for meeting in one.meetings)


def test_a_spring_goes_into_an_autumn(world: World) -> None:
    world.edition(code="CV-1")

    assert days(carried("2027-2")["CV-1"]) == [date(2027, 7, 15)]


def test_a_holiday_is_skipped_to_the_next_free_same_weekday(world: World) -> None:
    world.edition(code="CV-1", meetings=[(date(2027, 1, 7), *MORNING)])  # the same Thursday of 2028 is Epiphany

    meeting = carried()["CV-1"].meetings[0]

    assert meeting.day == date(2028, 1, 13) and "06/01/2028: Epifania" in meeting.why


def test_the_patron_s_day_is_skipped_in_that_municipality_only(world: World) -> None:
    world.edition(code="CV-1", programme="2027-1", meetings=[(date(2027, 4, 6), *MORNING)])
    source = world.edition(code="CV-2", meetings=[(date(2027, 10, 5), *MORNING)], programme="2027-2")
    found = {one.edition.code: one for one in plan(source.programme, Target.of(HalfYear(2028, 2)))}

    meeting = found["CV-2"].meetings[0]  # 3 October 2028, a Tuesday: the day before the patron's
    assert meeting.day == date(2028, 10, 3) and not meeting.skipped


def test_the_meetings_of_an_edition_keep_their_order(world: World) -> None:
    """The first is pushed on by a holiday onto the day of the second: the others go on with it."""
    meetings = [(date(2027, 1, 7) + timedelta(days=7 * week), *MORNING) for week in range(3)]
    world.edition(code="CV-1", meetings=meetings)

    assert days(carried()["CV-1"]) == [date(2028, 1, 13), date(2028, 1, 20), date(2028, 1, 27)]


def test_two_meetings_on_one_day_stay_on_one_day(world: World) -> None:
    day = date(2027, 1, 14)
    world.edition(code="CV-1", meetings=[(day, *MORNING), (day, time(14), time(17))])

    assert days(carried()["CV-1"]) == [date(2028, 1, 13)] * 2


def test_what_falls_before_the_half_year_begins_is_pushed_on(world: World) -> None:
    world.edition(code="CV-1", meetings=[(date(2027, 1, 1), *MORNING)])

    assert days(carried()["CV-1"]) == [date(2028, 1, 7)]


def test_what_finds_no_day_is_left_to_mend(world: World) -> None:
    world.edition(code="CV-1", meetings=[(date(2027, 6, 22), *MORNING), (date(2027, 6, 30), *MORNING)])
    half_year = world.programme("2028-1", published=False)
    with transaction() as session:
        closure = Closure(first_on=date(2028, 6, 26), last_on=date(2028, 6, 30), reason="trasloco")
        session.merge(half_year).closures.append(closure)

    one = carried()["CV-1"]

    assert days(one) == [date(2028, 6, 20), None]
    assert one.left[0].why.startswith("28/06/2028: chiusura dell'ufficio: trasloco; 05/07/2028: dopo la fine")


def test_the_page_shows_old_and_new_before_anything_exists(world: World) -> None:
    world.edition(code="CV-1")
    cancelled = world.edition(code="CV-2")
    with transaction():
        cancelled.cancelled_at = cancelled.updated_at

    page = unescape(world.signed_in().get(f"{SOURCE}?semestre=2028-1").text)

    assert "giovedì 14 gennaio" in page and "giovedì 13 gennaio" in page
    assert page.count(" checked") == 1
    assert len(db.session.scalars(select(Programme)).all()) == 1


def test_only_what_is_ticked_is_copied(world: World) -> None:
    one, _other = world.edition(code="CV-1"), world.edition(code="CV-2")

    page = copied(world, one)

    made = programme("2028-1")
    assert not made.is_public and [edition.code for edition in made.editions] == ["CV-1"]
    assert "Ogni incontro ha il suo giorno e non c’è nessuno scontro" in page
    assert "Copiate da 2027-1: 1 edizione" in unescape(world.signed_in().get("/ufficio/cronologia/").text)


def test_an_edition_takes_along_what_it_says_and_nobody(world: World) -> None:
    edition = world.edition(
        code="NET-1",
        networking=True,
        title="Mattina di networking",
        summary="Ci si conosce.",
        notes="Chiamare il bar",
        minimum_people=4,
        sign_up_closes_on=date(2027, 1, 12),
        translations={"en": {"summary": "Getting to know each other."}},
    )
    world.sign_up(edition)
    with transaction() as session:
        found = session.merge(edition)
        found.facilitators = [Facilitator(name="Ada", name_key="ada", is_person=True)]
        starts, ends = (from_rome(date(2027, 1, 14), hour) for hour in (time(9, 30), time(10)))
        found.agenda = [AgendaItem(starts_at=starts, ends_at=ends, title="Saluti")]

    copied(world, edition)

    made = programme("2028-1").editions[0]
    assert (made.summary, made.minimum_people, made.seats) == ("Ci si conosce.", 4, 10)
    assert made.translations == {"en": {"summary": "Getting to know each other."}}
    assert made.sign_up_closes_on == date(2028, 1, 11) and [one.name for one in made.facilitators] == ["Ada"]
    assert rome(made.agenda[0].starts_at).date() == date(2028, 1, 13)
    assert made.notes is None and made.last_queue_number == 0
    assert made.calendar_uid != edition.calendar_uid and made.ticket_key != edition.ticket_key
    assert len(db.session.scalars(select(Registration)).all()) == 1


def test_the_hour_stays_when_the_clocks_change(world: World) -> None:
    edition = world.edition(code="CV-1", meetings=[(date(2027, 3, 25), *MORNING)])  # 2028's is still winter time

    copied(world, edition, into="2027-2")

    meeting = programme("2027-2").editions[0].meetings[0]
    assert f"{rome(meeting.starts_at):%H:%M}" == "09:30" and meeting.minutes == 180


def test_the_new_half_year_has_the_rules_of_the_old(world: World) -> None:
    edition = world.edition()
    with transaction():
        old = programme("2027-1")
        old.most_open_registrations, old.certificate_share_of, old.certificate_share_in = 2, 3, 4

    copied(world, edition)

    made = programme("2028-1")
    assert (made.most_open_registrations, made.certificate_share_of, made.certificate_share_in) == (2, 3, 4)


def test_copying_into_a_draft_keeps_what_is_there(world: World) -> None:
    one, other = world.edition(code="CV-1"), world.edition(code="CV-2")
    world.programme("2028-1", published=False)
    world.edition(code="CV-1", programme="2028-1", title="Altro", seats=3, meetings=[(date(2028, 2, 1), *MORNING)])

    assert "C’è già nella bozza" in unescape(world.signed_in().get(f"{SOURCE}?semestre=2028-1").text)
    copied(world, one, other)

    assert [(edition.code, edition.seats) for edition in programme("2028-1").editions] == [("CV-1", 3), ("CV-2", 10)]


def test_nothing_goes_into_a_half_year_that_is_public(world: World) -> None:
    edition = world.edition()
    world.programme("2028-1")

    answer = world.signed_in().post(SOURCE, data={"semestre": "2028-1", "edizione": str(edition.id)})

    assert answer.status_code == 404 and not programme("2028-1").editions


def test_copying_nothing_makes_nothing(world: World) -> None:
    world.edition()

    page = copied(world)

    assert "Scegli almeno un'edizione" in page and len(db.session.scalars(select(Programme)).all()) == 1


def test_pressing_twice_copies_once(world: World) -> None:
    edition = world.edition()

    copied(world, edition)
    page = copied(world, edition)

    assert "Scegli almeno un'edizione" in page and len(programme("2028-1").editions) == 1


def test_what_is_left_and_what_clashes_is_listed_with_its_way_out(world: World) -> None:
    one = world.edition(code="CV-1", meetings=[(date(2027, 1, 14), *MORNING), (date(2027, 6, 30), *MORNING)])
    other = world.edition(code="CV-2")
    world.programme("2028-1", published=False)
    draft = programme("2028-1")
    with transaction():
        draft.closures.append(Closure(first_on=date(2028, 6, 26), last_on=date(2028, 6, 30), reason="trasloco"))

    page = copied(world, one, other)

    assert "CV-1, che era il 30/06/2027, non ha trovato un giorno libero" in page
    assert "CV-2 e CV-1 sono nella stessa sala il 13/01/2028" in page
    assert 'href="/ufficio/programmi/2028-1/cv-1/modifica"' in page


def test_a_half_year_that_was_not_copied_has_no_such_page(world: World) -> None:
    world.programme()

    assert world.signed_in().get("/ufficio/programmi/2027-1/copiato").status_code == 404


def test_a_venue_that_is_no_more_is_pointed_at(world: World) -> None:
    edition = world.edition(code="CV-1")
    with transaction() as session:
        session.merge(edition).meetings[0].venue.is_retired = True

    page = unescape(world.signed_in().get(f"{SOURCE}?semestre=2028-1").text)

    assert "«Sportello Lavoro» non si usa più" in page
