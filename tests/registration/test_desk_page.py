"""The desk's one page: it finds the lab and the person, says what clashes, and answers with the slip."""

from datetime import date, time

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import db
from app.journal.models import Entry
from app.people.models import Participant
from app.registration.models import Registration
from app.staff.models import Role
from tests.world import World

DESK = "/ufficio/sportello/"
OLGA = {"contact": "051 123456", "first_name": "Olga", "last_name": "Bianchi", "referral": "Sportello Lavoro"}
AT_ELEVEN = [(date(2027, 1, 14), time(11, 0), time(13, 0))]


def sends(desk: FlaskClient, **typed: object) -> TestResponse:
    return desk.post(DESK, data={**OLGA, **typed}, follow_redirects=True)


def people() -> list[Registration]:
    db.session.expire_all()
    return list(db.session.scalars(select(Registration).order_by(Registration.id)))


def test_one_answer_says_the_place_the_code_and_prints_the_slip(world: World) -> None:
    edition = world.edition(code="CV-1")

    page = sends(world.signed_in(Role.DESK), editions=[edition.id])

    (olga,) = people()
    assert olga.is_confirmed and olga.phone == "+39051123456" and olga.referral == "desk" and olga.source == "staff"
    assert "Olga Bianchi" in page.text and "Ha il posto" in page.text and olga.ticket_code[:4] in page.text
    assert f'href="/ufficio/iscrizioni/{olga.id}/foglietto.pdf" target="_blank" autofocus' in page.text
    assert "Un’altra persona" in page.text


def test_a_full_edition_gives_a_place_in_the_queue(world: World) -> None:
    edition = world.edition(seats=0)

    page = sends(world.signed_in(Role.DESK), editions=[edition.id])

    assert "In lista d’attesa, al posto numero 1" in page.text and people()[0].is_waiting


def test_the_words_choose_the_edition_where_no_script_runs(world: World) -> None:
    world.edition(code="CV-1")
    world.three_meetings()
    desk = world.signed_in(Role.DESK)

    sends(desk, words="cv-1, web-1")
    assert sorted(one.edition.code for one in people()) == ["CV-1", "WEB-1"]
    assert sends(desk, words="leggere", contact="051 222222").status_code == 200
    assert sends(desk, words="nessuno così").status_code == 422 and len(people()) == 3


def test_several_editions_are_all_or_none_and_the_one_that_stops_them_is_named(world: World) -> None:
    first, second = world.edition(code="CV-1"), world.three_meetings()
    desk = world.signed_in(Role.DESK)
    sends(desk, editions=[second.id])

    page = sends(desk, editions=[first.id, second.id])

    assert page.status_code == 409 and "WEB-1: c&#39;è già un&#39;iscrizione" in page.text and len(people()) == 1


def test_sending_the_same_form_twice_signs_up_once(world: World) -> None:
    edition = world.edition()
    desk = world.signed_in(Role.DESK)

    for _time in range(2):
        assert sends(desk, editions=[edition.id], request_key="k").status_code == 200

    assert len(people()) == 1


def test_the_exact_telephone_finds_who_has_been_here_and_signs_them_up(world: World) -> None:
    world.sign_up(world.edition(code="CV-1", meetings=AT_ELEVEN), "nicolo")
    other = world.three_meetings()
    desk = world.signed_in(Role.DESK)
    nobody = {"first_name": "", "last_name": "", "contact": "333 130 2255"}

    page = sends(desk, editions=[other.id], **nobody)
    assert page.status_code == 200 and "Nicolò D’Angelo" in page.text and "famiglia@" not in page.text
    known = db.session.scalars(select(Participant)).one()
    sends(desk, editions=[other.id], **nobody, person=known.id)

    again = people()[-1]
    assert again.participant_id == known.id and again.email == "famiglia@example.org" and again.edition_id == other.id


def test_a_part_of_a_number_or_a_name_finds_nobody(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "nicolo")
    desk = world.signed_in(Role.DESK)

    for contact in ("333 130 225", "famiglia@example", "D'Angelo", "famiglia@example.org.it"):
        assert "Nicolò" not in sends(desk, editions=[edition.id], contact=contact, first_name="", last_name="").text


def test_a_person_who_does_not_have_this_contact_cannot_be_picked(world: World) -> None:
    edition = world.edition()
    ada = world.sign_up(world.three_meetings(), "ada")

    page = sends(
        world.signed_in(Role.DESK), editions=[edition.id], person=ada.participant_id, first_name="", last_name=""
    )

    assert "Lovelace" not in page.text and len(people()) == 1


def test_a_clash_is_named_before_and_can_be_overridden(world: World) -> None:
    first, second = world.edition(code="CV-1"), world.edition(code="CV-2", meetings=AT_ELEVEN)
    desk = world.signed_in(Role.DESK)
    sends(desk, editions=[first.id])

    page = sends(desk, editions=[second.id])
    assert page.status_code == 409 and "CV-2 è insieme a CV-1, giovedì 14 gennaio alle 9:30." in page.text
    assert len(people()) == 1
    assert sends(desk, editions=[second.id], anyway="y").status_code == 200 and len(people()) == 2


def test_a_clash_with_a_reserved_lab_does_not_name_it(world: World) -> None:
    reserved = world.edition(code="L68-1", title="Il collocamento mirato", reserved=True)
    other = world.edition(code="CV-2", meetings=AT_ELEVEN)
    sends(world.signed_in(), editions=[reserved.id])

    page = sends(world.signed_in(Role.DESK), editions=[other.id])

    clash = page.text.split("alla stessa ora")[1].split("</ul>")[0]
    assert page.status_code == 409 and "Incontro della Bussola del lavoro" in clash
    assert "L68" not in clash and "mirato" not in clash


def test_over_the_seats_is_the_office_s_and_stays_written(world: World) -> None:
    edition = world.edition(seats=0)

    sends(world.signed_in(Role.DESK), editions=[edition.id], over_seats="y")
    sends(world.signed_in(), editions=[edition.id], over_seats="y", contact="051 222222")

    desk_s, office_s = people()
    assert desk_s.is_waiting and office_s.is_confirmed
    said = db.session.scalars(select(Entry).where(Entry.what == "registration.over_seats")).one()
    assert (said.about, said.by) == (office_s.about, "office@example.org")


def test_without_a_contact_only_on_purpose(world: World) -> None:
    edition = world.edition()
    desk = world.signed_in(Role.DESK)

    assert sends(desk, editions=[edition.id], contact="").status_code == 422
    assert sends(desk, editions=[edition.id], contact="", no_contact="y").status_code == 200
    assert people()[0].phone is None


def test_the_answer_shows_nobody_whom_others_signed_up(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")

    assert world.signed_in(Role.DESK).get(f"{DESK}?iscrizione={ada.id}").status_code == 404
    assert world.signed_in().get(f"{DESK}?iscrizione={ada.id}").status_code == 200


def test_the_form_of_one_edition_speaks_of_the_person(world: World) -> None:
    world.edition(code="CV-1")

    page = world.signed_in(Role.DESK).get("/ufficio/programmi/2027-1/cv-1/iscrizioni/nuova").text

    assert "Viene con chi l'accompagna" in page and "Vengo con" not in page and "Ti mandiamo" not in page
