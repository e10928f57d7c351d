"""The whole of an edition on one page: made, changed, copied, taken away."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.programme.models import Edition, Facilitator, Partner
from app.programme.new_edition import next_code
from app.staff.models import Grant, Role
from tests.world import World

OFFICE = "/ufficio/programmi/2027-1"
EDIT = f"{OFFICE}/cv-1/modifica"


def edition(code: str = "cv-1") -> Edition:
    db.session.expire_all()
    return db.session.scalars(select(Edition).where(Edition.slug == code)).one()


def sent(like: Edition, **changes: object) -> dict[str, object]:
    """What the page of ``like`` sends, with other words typed."""
    meeting = like.meetings[0]
    return {
        "whole": "si",
        "code": like.code,
        "activity": str(like.activity_id),
        "new_kind": "lab",
        "seats": str(like.seats),
        "meetings-0-meeting_id": str(meeting.id),
        "meetings-0-day": "2027-01-14",
        "meetings-0-starts": "09:30",
        "meetings-0-ends": "12:30",
        "meetings-0-place": f"{meeting.venue_id}-{meeting.room_id}",
    } | changes


def test_an_edition_is_changed_all_at_once(world: World) -> None:
    cv = world.edition(code="CV-1")
    with transaction() as session:
        session.add_all(
            [Facilitator(name="Marta Rossi", name_key="marta rossi"), Partner(name="CIOP", name_key="ciop")]
        )

    answer = world.signed_in().post(
        EDIT,
        data=sent(
            cv,
            summary="Tre ore per scriverlo.",
            audience="Chi cerca lavoro",
            minimum_people="6",
            sign_up_closes_on="13/01/2027",
            facilitators="1",
            partners="1",
            summary_en="Three hours to write it.",
        ),
    )

    assert answer.status_code == 303
    found = edition()
    assert (found.summary, found.audience, found.minimum_people) == ("Tre ore per scriverlo.", "Chi cerca lavoro", 6)
    assert found.sign_up_closes_on == date(2027, 1, 13)
    assert [one.name for one in found.facilitators] == ["Marta Rossi"] and [one.name for one in found.partners] == [
        "CIOP"
    ]
    assert found.translations == {"en": {"summary": "Three hours to write it."}}
    history = " ".join(str(entry.facts) for entry in db.session.scalars(select(Entry)))
    assert "conduce (niente) → Marta Rossi" in history and "minimo (niente) → 6" in history


def test_saving_without_a_change_changes_nothing(world: World) -> None:
    cv = world.edition(code="CV-1", summary="Tre ore.")
    world.sign_up(cv, "ada")
    client = world.signed_in()
    updated_at = edition().updated_at

    client.post(EDIT, data=sent(cv, summary="Tre ore."))

    assert edition().updated_at == updated_at and not world.mails("changed")
    assert not db.session.scalars(select(Entry).where(Entry.what == "edition.changed")).all()


def test_rows_are_added_and_taken_away_without_losing_a_word(world: World) -> None:
    cv = world.edition(code="CV-1")
    client = world.signed_in()

    page = client.post(EDIT, data=sent(cv, summary="Scritto a metà", aggiungi="meetings")).text
    assert 'name="meetings-1-day"' in page and "Scritto a metà" in page
    page = client.post(EDIT, data=sent(cv, summary="Scritto a metà", togli="meetings-0")).text
    assert 'name="meetings-0-day"' not in page and "Scritto a metà" in page
    assert edition().summary is None and len(edition().meetings) == 1


def test_a_meeting_is_added_to_a_draft_at_once(world: World) -> None:
    world.programme(published=False)
    cv = world.edition(code="CV-1")
    place = sent(cv)["meetings-0-place"]
    more = {"meetings-1-day": "2027-01-21", "meetings-1-starts": "9.30", "meetings-1-ends": "12.30"}

    world.signed_in().post(EDIT, data=sent(cv, **more, **{"meetings-1-place": place}))

    assert [f"{meeting.day:%d/%m}" for meeting in edition().meetings] == ["14/01", "21/01"]


def test_who_is_signed_up_is_told_only_after_a_look_at_what_happens(world: World) -> None:
    cv = world.edition(code="CV-1", seats=1)
    world.sign_up(cv, "ada")
    world.sign_up(cv, "grace")
    client = world.signed_in()
    moved = sent(cv, **{"meetings-0-day": "2027-01-20"}, notes="Chiavi dal custode")

    page = client.post(EDIT, data=moved)
    assert page.status_code == 200 and "Conferma e avvisa" in page.text and "Chiavi dal custode" in page.text
    assert edition().meetings[0].day == date(2027, 1, 14) and not world.mails("changed")

    back = client.post(EDIT, data=moved | {"indietro": "si"}).text
    assert 'value="2027-01-20"' in back and "Chiavi dal custode" in back

    assert client.post(EDIT, data=moved | {"conferma": "si"}).status_code == 303
    assert edition().meetings[0].day == date(2027, 1, 20) and edition().notes == "Chiavi dal custode"


def test_a_meeting_that_ends_before_it_begins_is_blamed_beside_its_hour(world: World) -> None:
    cv = world.edition(code="CV-1")

    answer = world.signed_in().post(EDIT, data=sent(cv, **{"meetings-0-ends": "09:00"}))

    assert answer.status_code == 422
    assert 'href="#meetings"' in answer.text and "finisce prima di cominciare" in answer.text


def test_a_published_code_is_part_of_an_address_and_stays(world: World) -> None:
    cv = world.edition(code="CV-1")

    answer = world.signed_in().post(EDIT, data=sent(cv, code="CV-9"))

    assert answer.status_code == 409 and 'href="#code"' in answer.text and edition().code == "CV-1"


def test_the_code_of_a_draft_takes_its_grants_along(world: World) -> None:
    world.programme(published=False)
    cv = world.edition(code="CV-1")
    world.grant(world.staff(Role.FACILITATOR), cv.about)

    world.signed_in().post(EDIT, data=sent(cv, code="CV-9"))

    assert edition("cv-9") and db.session.scalars(select(Grant.about)).all() == ["edition/2027-1/cv-9"]


def test_a_new_edition_of_a_published_half_year_is_not_shown_yet(world: World) -> None:
    cv = world.edition(code="CV-1")
    client = world.signed_in()

    answer = client.post(
        f"{OFFICE}/nuova-edizione",
        data=sent(cv, code="COL-1", activity="", new_title="Il colloquio", new_theme=str(cv.activity.theme_id)),
    )

    assert answer.status_code == 303
    new = edition("col-1")
    assert new.is_draft and new.title == "Il colloquio" and len(new.meetings) == 1 and new.seats == 10
    assert client.get("/programmi/2027-1/col-1").status_code == 404
    assert "COL-1" not in client.get("/programmi/2027-1/").text


def test_a_new_date_of_the_same_lab_begins_with_all_but_its_days(world: World) -> None:
    world.edition(code="CV-1", summary="Tre ore.", seats=14)
    world.edition(code="CV-3")

    page = world.signed_in().get(f"{OFFICE}/nuova-edizione?come=cv-1").text

    assert 'value="CV-4"' in page and "Tre ore." in page and 'value="14"' in page
    assert 'value="2027-01-14"' not in page and 'value="09:30' in page


def test_two_editions_do_not_have_one_code(world: World) -> None:
    cv = world.edition(code="CV-1")

    answer = world.signed_in().post(f"{OFFICE}/nuova-edizione", data=sent(cv, code="cv-1"))

    assert answer.status_code == 409 and "è già di un&#39;altra edizione" in answer.text


def test_the_agenda_of_a_networking_day_follows_its_first_meeting(world: World) -> None:
    net = world.edition(code="CV-1", networking=True)
    rows = {
        "agenda-0-starts": "9:30",
        "agenda-0-ends": "10:00",
        "agenda-0-title": "Saluti",
        "agenda-0-speakers": "L'ufficio",
    }

    world.signed_in().post(EDIT, data=sent(net, **rows))

    (item,) = edition().agenda
    assert (item.title, item.speakers, item.starts_at) == ("Saluti", "L'ufficio", edition().meetings[0].starts_at)


def test_an_edition_that_never_had_anybody_is_deleted(world: World) -> None:
    world.edition(code="CV-1")
    client = world.signed_in()

    assert "Cancella CV-1" in client.get(EDIT).text
    client.post(f"{OFFICE}/cv-1/eliminazione")

    assert not db.session.scalars(select(Edition)).all()


def test_an_edition_that_had_somebody_is_kept(world: World) -> None:
    cv = world.edition(code="CV-1")
    world.sign_up(cv, "ada")
    client = world.signed_in()

    assert "Cancella CV-1" not in client.get(EDIT).text
    page = client.post(f"{OFFICE}/cv-1/eliminazione", follow_redirects=True).text

    assert "non si può cancellare" in page and edition()


@pytest.mark.parametrize(("code", "then"), [("CV-1", "CV-4"), ("cv", "cv-4"), ("NET", "NET-1"), ("A2", "A3")])
def test_codes_are_numbered_on(world: World, code: str, then: str) -> None:
    for taken in ("CV-1", "CV-3", "A2"):
        world.edition(code=taken, meetings=[(date(2027, 1, 14), time(9), time(10))])

    assert next_code(world.programme(), code) == then
