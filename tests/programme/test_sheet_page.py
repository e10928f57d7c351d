"""The sheet looked over in the office before it is brought in: what changes, what is wrong, and nothing by looking."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.programme.models import Edition, Programme
from app.staff import sessions
from tests.conftest import A_DAY_IN_THE_SEASON
from tests.programme.conftest import Upload
from tests.programme.office import edition, how_many, the_only
from tests.programme.sheets import OTHER, sheet_with
from tests.world import World

IMPORT = "/ufficio/programmi/importa"
SAMPLES = Path(__file__).parent.parent / "data"


def confirm(browser: FlaskClient, page: TestResponse) -> TestResponse:
    fingerprint = page.text.split('name="fingerprint" value="')[1].split('"')[0]
    return browser.post(page.request.path, data={"fingerprint": fingerprint}, follow_redirects=True)


def test_a_new_half_year_is_looked_over_and_then_brought_in(browser: FlaskClient, upload: Upload) -> None:
    page = upload({}, OTHER)

    assert "Che cosa cambierebbe" in page.text and "nuovo programma, in bozza" in page.text
    assert "CV-1</strong>: nuova edizione" in page.text and "2 edizioni, 2 incontri" in page.text
    assert how_many(Programme) == how_many(Edition) == 0

    done = confirm(browser, page)

    assert done.request.path == "/ufficio/programmi/2027-1/" and "Il foglio è importato" in done.text
    assert how_many(Edition) == 2
    assert db.session.scalars(select(Entry).where(Entry.what == "programme.imported")).one().by == "office@example.org"


def test_looking_writes_nothing_and_tells_nobody(world: World, browser: FlaskClient, upload: Upload) -> None:
    confirm(browser, upload({"Posti": 1}))
    _publish()
    for who in ("ada", "grace"):
        world.sign_up(edition(), who)
    mails, entries = len(world.mails()), how_many(Entry)

    page = upload({"Posti": 1, "Data": "15/01/2027", "Iscrizioni entro": None})

    assert "Importa e avvisa 2 persone" in page.text
    db.session.expire_all()
    assert (len(world.mails()), how_many(Entry)) == (mails, entries) and edition().meetings[0].day.day == 14
    confirm(browser, page)
    assert len(world.mails()) == mails + 2 and edition().meetings[0].day.day == 15


def test_before_and_after_stand_side_by_side(browser: FlaskClient, upload: Upload) -> None:
    confirm(browser, upload({}, OTHER))

    page = upload({"Posti": 20, "Note": "portare le chiavi"})

    assert '<td data-label="Prima">16</td><td data-label="Dopo"><strong>20</strong></td>' in page.text
    assert "CV-1 · note" in page.text
    assert "COL-1</strong>: non è più nel foglio e non aveva persone: tolta" in page.text


def test_a_second_click_brings_nothing_more(browser: FlaskClient, upload: Upload) -> None:
    page = upload({})
    confirm(browser, page)

    again = confirm(browser, page)

    assert "è già come dice il foglio" in again.text and how_many(Edition) == 1


@pytest.mark.parametrize("same_file", [True, False])
def test_two_organisers_at_once_bring_it_in_once(
    world: World, browser: FlaskClient, upload: Upload, same_file: bool
) -> None:
    pages = [upload({}, OTHER) for _organiser in range(2)]
    paths = [pages[0 if same_file else number].request.path for number in range(2)]
    fingerprints = {page.text.split('name="fingerprint" value="')[1].split('"')[0] for page in pages}
    cookie = browser.get_cookie(sessions.COOKIE)
    assert cookie and len(fingerprints) == 1

    def press(path: str) -> int:
        organiser = world.app.test_client()
        organiser.set_cookie(sessions.COOKIE, cookie.value)
        with world.app.app_context(), clock.at(A_DAY_IN_THE_SEASON):
            return organiser.post(path, data={"fingerprint": next(iter(fingerprints))}).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(press, paths))

    db.session.rollback()
    assert set(statuses) <= {303, 200, 409} and 303 in statuses
    assert how_many(Programme) == 1 and how_many(Edition) == 2


def test_what_changed_meanwhile_is_shown_before_it_is_brought_in(browser: FlaskClient, upload: Upload) -> None:
    confirm(browser, upload({}))
    page = upload({"Posti": 20})
    with transaction():
        edition().seats = 18

    answer = confirm(browser, page)

    assert answer.status_code == 409 and "Nel frattempo il programma è cambiato" in answer.text
    assert '<td data-label="Prima">18</td>' in answer.text and edition().seats == 18
    confirm(browser, answer)
    db.session.expire_all()
    assert edition().seats == 20


def test_the_same_sheet_again_is_no_difference(browser: FlaskClient, upload: Upload) -> None:
    confirm(browser, upload({}))

    page = upload({})

    assert "Nessuna differenza" in page.text and '<button class="btn btn-primary">Importa' not in page.text


def test_each_fault_stands_beside_its_cell(browser: FlaskClient, upload: Upload) -> None:
    page = upload(content=(SAMPLES / "programma-con-errori.xlsx").read_bytes())

    assert "8 cose da correggere nel foglio" in page.text
    assert '<a href="#f1-6-7">Programma, riga 6, colonna «Data»</a>: il giorno «30/02/2027» non esiste' in page.text
    cell = page.text.split('id="f1-6-7">')[1].split("</td>")[0]
    assert cell.startswith("30/02/2027") and "il giorno «30/02/2027» non esiste" in cell
    assert "righe vanno bene e non si vedono" in page.text and "Mostra tutte le righe" in page.text
    assert '<th scope="row">4</th>' not in page.text
    assert '<th scope="row">4</th>' in browser.get(page.request.path + "?righe=tutte").text
    assert how_many(Edition) == 0


def test_faults_of_the_whole_sheet_come_without_a_table(upload: Upload) -> None:
    page = upload({}, sheet="Elenco")

    assert "manca il foglio «Programma»" in page.text and 'class="sheet"' not in page.text


def test_a_rule_that_says_no_is_said(world: World, browser: FlaskClient, upload: Upload) -> None:
    confirm(browser, upload({}, OTHER))
    _publish()
    world.sign_up(edition("col-1"), "ada")

    page = upload({})

    assert "Il foglio non si può importare" in page.text and "COL-1 non è più nel foglio" in page.text


def test_the_half_year_may_be_said_apart(browser: FlaskClient, tmp_path: Path) -> None:
    content = sheet_with(tmp_path, title="Il nostro programma").read_bytes()
    page = browser.post(
        IMPORT, data={"file": (BytesIO(content), "x.xlsx"), "half_year": "2027-2"}, follow_redirects=True
    )

    assert "nessuna data cade nel semestre 2027-2" in page.text


def _publish() -> None:
    with transaction():
        the_only(Programme).status = "published"  # type: ignore[attr-defined]
