"""What publishing would show, publishing it, taking it back, putting the half-year away."""

from datetime import date, datetime, time
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.programme.models import Edition, Programme
from app.programme.publish import withdraw
from app.programme.refusals import SomebodySignedUp
from app.registration.call_off import postpone
from tests.world import World

PAGE = "/ufficio/programmi/2027-1/pubblicazione"
OFFICE = "/ufficio/programmi/2027-1"
LATER = [(date(2027, 1, 21), time(9, 30), time(12, 30))]
SUMMER = datetime(2027, 7, 1, 9, tzinfo=clock.ROME)


def programme() -> Programme:
    db.session.expire_all()
    return db.session.scalars(select(Programme).where(Programme.slug == "2027-1")).one()


def edition(code: str) -> Edition:
    db.session.expire_all()
    return db.session.scalars(select(Edition).where(Edition.code == code)).one()


def press(client: FlaskClient, address: str, **data: object) -> str:
    return unescape(client.post(address, data=data, follow_redirects=True).text)


def history(what: str) -> list[Entry]:
    return list(db.session.scalars(select(Entry).where(Entry.what == f"programme.{what}")))


def test_the_first_time_everything_is_new(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1", seats=12)
    world.three_meetings(seats=8)

    page = unescape(world.signed_in().get(PAGE).text)

    assert "Che cosa vedrà il pubblico" in page
    for figure in ("<strong>2</strong> edizioni", "<strong>4</strong> incontri", "<strong>20</strong> posti"):
        assert figure in page
    assert "Dal giovedì 14 gennaio 2027 al martedì 2 febbraio 2027" in page


def test_what_is_in_the_way_is_said_with_the_way_to_mend_it(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1")
    world.edition(code="CV-2")
    client = world.signed_in()

    page = unescape(client.get(PAGE).text)

    assert "1 cosa da correggere prima" in page and "CV-2 e CV-1 sono nella stessa sala il 14/01/2027" in page
    assert f'href="{OFFICE}/cv-2/modifica"' in page and f'href="{OFFICE}/cv-1/modifica"' in page
    assert "Pubblica il programma" not in page
    assert "sono nella stessa sala" in press(client, PAGE) and not programme().is_public


def test_a_warning_does_not_stop_it(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1", seats=35)
    client = world.signed_in()

    assert "1 avviso: non ferma la pubblicazione" in client.get(PAGE).text
    assert "Il programma è pubblicato" in press(client, PAGE) and programme().is_published


def test_later_only_what_was_looked_over_is_shown(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    shown = world.edition(code="CV-2", meetings=LATER, is_draft=True)
    world.edition(code="CV-3", is_draft=True, meetings=[(date(2027, 1, 28), time(9), time(12))])
    office = world.signed_in()

    page = office.get(PAGE).text
    assert "2 edizioni ancora da mostrare" in page and 'name="edizione"' in page
    assert client.get("/programmi/2027-1/cv-2").status_code == 404

    assert "1 edizione nuova è pubblicata" in press(office, PAGE, scelte="si", edizione=str(shown.id))
    assert not edition("CV-2").is_draft and edition("CV-3").is_draft
    assert client.get("/programmi/2027-1/cv-2").status_code == 200
    assert [entry.facts["codes"] for entry in history("editions_published")] == ["CV-2"]


def test_a_draft_that_clashes_does_not_stop_another(world: World) -> None:
    world.edition(code="CV-1")
    good = world.edition(code="CV-2", meetings=LATER, is_draft=True)
    world.edition(code="CV-3", is_draft=True)  # where and when CV-1 is
    client = world.signed_in()

    assert "CV-3 e CV-1 sono nella stessa sala" in unescape(client.get(PAGE).text)
    press(client, PAGE, scelte="si", edizione=str(good.id))

    assert not edition("CV-2").is_draft and edition("CV-3").is_draft


def test_a_clash_of_what_is_public_already_stops_nobody(world: World) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-2")
    good = world.edition(code="CV-3", meetings=LATER, is_draft=True)
    client = world.signed_in()

    assert "1 scontro fra edizioni già pubblicate" in client.get(PAGE).text
    press(client, PAGE, scelte="si", edizione=str(good.id))

    assert not edition("CV-3").is_draft


def test_choosing_nothing_shows_nothing(world: World) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-2", meetings=LATER, is_draft=True)

    assert "Scegli almeno un'edizione" in press(world.signed_in(), PAGE, scelte="si")
    assert edition("CV-2").is_draft


def test_when_all_is_public_there_is_nothing_to_publish(world: World) -> None:
    world.edition(code="CV-1")

    page = world.signed_in().get(PAGE).text

    assert "non c’è niente da pubblicare" in page and "Pubblica" not in page.replace("Pubblicazione", "").replace(
        "Pubblicato", ""
    )


def test_it_goes_back_to_a_draft_while_nobody_has_signed_up(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    office = world.signed_in()

    assert "Torna in bozza" in office.get(PAGE).text
    assert "è di nuovo una bozza" in press(office, f"{OFFICE}/bozza")

    assert not programme().is_public and client.get("/programmi/2027-1/").status_code == 404
    assert history("withdrawn")


def test_who_signed_up_and_left_again_is_somebody(world: World) -> None:
    found = world.edition(code="CV-1")
    registration = world.sign_up(found)
    with transaction():
        registration.status = "cancelled"
    office = world.signed_in()

    assert "Qualcuno si è già iscritto" in unescape(office.get(PAGE).text)
    assert "A CV-1 si è già iscritto qualcuno" in press(office, f"{OFFICE}/bozza") and programme().is_public


def test_the_verb_itself_refuses_to_take_it_back(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"))

    with pytest.raises(SomebodySignedUp), transaction():
        withdraw(programme(), by="prove")


def test_a_half_year_that_is_not_over_is_not_archived(world: World) -> None:
    world.edition(code="CV-1")

    page = press(world.signed_in(), f"{OFFICE}/archivio")

    assert "CV-1 ha ancora un incontro il 14/01/2027" in page and programme().is_published


def test_a_half_year_with_a_lab_put_off_is_not_archived(world: World) -> None:
    edition = world.edition(code="CV-1")
    world.sign_up(edition)
    with transaction():
        postpone(edition, by="prove")

    with clock.at(SUMMER):
        page = press(world.signed_in(), f"{OFFICE}/archivio")

    assert "CV-1 è rinviata e aspetta ancora una data" in page and programme().is_published


def test_an_archived_half_year_is_read_and_not_changed(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    with clock.at(SUMMER):
        office = world.signed_in()
        assert "È tutto finito" in unescape(office.get(PAGE).text)
        assert "Il programma è archiviato" in press(office, f"{OFFICE}/archivio")

        assert programme().is_archived and programme().archived_at
        assert client.get("/programmi/2027-1/").status_code == client.get("/programmi/2027-1/cv-1").status_code == 200
        assert "si legge e basta" in press(office, PAGE)
        assert office.post(f"{OFFICE}/cv-1/modifica", data={"seats": "3"}).status_code == 409

        assert "si può di nuovo cambiare" in press(office, f"{OFFICE}/riapertura")
    assert programme().is_published and programme().archived_at is None


def test_registers_that_are_still_open_are_named_before_archiving(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"))
    with clock.at(SUMMER):
        page = world.signed_in().get(PAGE).text

    assert "1 edizione ha ancora i registri aperti" in page and f"{OFFICE}/cv-1/presenze" in page


def test_a_draft_is_not_archived(world: World) -> None:
    world.programme(published=False)

    assert "non è pubblicato" in press(world.signed_in(), f"{OFFICE}/archivio")
