from datetime import date, datetime, time

import pytest
from flask.testing import FlaskClient

from app.db import transaction
from app.lib import clock
from app.registration.call_off import cancel_edition, postpone
from app.registration.links import token_of
from tests.world import World

AFTER_IT = datetime(2027, 1, 15, 9, tzinfo=clock.ROME)


def test_the_front_page_shows_the_programme_in_season(world: World, client: FlaskClient) -> None:
    world.edition(title="Il colloquio di lavoro")

    page = client.get("/").text

    assert "Il colloquio di lavoro" in page and "giovedì 14 gennaio" in page


def test_between_seasons_the_front_page_says_so(world: World, client: FlaskClient) -> None:
    answer = client.get("/")

    assert answer.status_code == 200 and "non è ancora uscito" in answer.text


def test_a_draft_is_seen_by_nobody(world: World, client: FlaskClient) -> None:
    world.programme("2027-2", published=False)
    world.edition(programme="2027-2", meetings=[(date(2027, 9, 9), time(9), time(12))])

    assert client.get("/programmi/2027-2/").status_code == 404
    assert client.get("/programmi/2027-2/cv-1").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Curriculum", "Sera", "Networking"}),
        ("tema=colloquio", {"Sera"}),
        ("fascia=sera", {"Sera"}),
        ("fascia=mattina", {"Curriculum", "Networking"}),
        ("mese=2027-02", {"Sera"}),
        ("tipo=networking", {"Networking"}),
        ("posti=si", {"Curriculum", "Networking"}),
        ("comune=Bologna", {"Curriculum", "Sera", "Networking"}),
        ("comune=Imola", set()),
        ("tema=%27%3B--&mese=x", set()),
    ],
)
def test_filters_find_what_people_ask_for(world: World, client: FlaskClient, query: str, found: set[str]) -> None:
    world.edition(title="Curriculum")
    evening = world.edition(title="Sera", theme="Colloquio", seats=1, meetings=[(date(2027, 2, 3), time(18), time(20))])
    world.edition(title="Networking", networking=True, theme="Networking")
    world.sign_up(evening, "ada")

    page = client.get(f"/programmi/2027-1/?{query}").text

    assert {title for title in ("Curriculum", "Sera", "Networking") if f'lang="it">{title}</a>' in page} == found


def test_what_is_over_is_shown_when_asked_for(world: World, client: FlaskClient) -> None:
    world.edition(title="Curriculum")

    with clock.at(AFTER_IT):
        assert ">Curriculum</a>" not in client.get("/programmi/2027-1/").text
        assert ">Curriculum</a>" in client.get("/programmi/2027-1/?passati=si").text


def test_an_edition_says_every_date_and_how_to_get_in(world: World, client: FlaskClient) -> None:
    world.three_meetings()

    page = client.get("/programmi/2027-1/web-1").text

    for words in (
        "martedì 26 gennaio 2027",
        "giovedì 28 gennaio 2027",
        "martedì 2 febbraio 2027",
        "Ingresso senza gradini",
    ):
        assert words in page
    assert '"@type": "Event"' in page and page.count('"startDate"') == 4


def test_an_unknown_way_in_is_said_to_be_unknown(world: World, client: FlaskClient) -> None:
    world.venue(is_step_free=None)
    world.edition(code="CV-1")

    assert "Non sappiamo ancora" in client.get("/programmi/2027-1/cv-1").text


def test_of_a_place_only_what_is_known_is_said(world: World, client: FlaskClient) -> None:
    world.venue("Sportello Lavoro", room=None, address=None, municipality=None)
    ada = world.sign_up(world.edition(code="CV-1"), "ada")

    for page in ("/", "/programmi/2027-1/cv-1", "/sedi", f"/iscrizioni/{token_of(ada)}"):
        said = client.get(page).text
        assert "Sportello Lavoro" in said and "None" not in said and ", ." not in said


def test_a_full_edition_offers_the_queue_and_the_other_dates(world: World, client: FlaskClient) -> None:
    full = world.edition(seats=1, code="CV-1")
    world.edition(code="CV-2", meetings=[(date(2027, 3, 2), time(9, 30), time(12, 30))])
    world.sign_up(full, "ada")

    page = client.get("/programmi/2027-1/cv-1").text

    assert "Mettiti in lista d’attesa" in page and "altre date" in page and "/programmi/2027-1/cv-2" in page


def test_the_language_follows_the_links(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    page = client.get("/?lang=en").text

    assert '<html lang="en"' in page and "/programmi/2027-1/cv-1?lang=en" in page


def test_the_feed_is_unchanged_until_something_changes(world: World, client: FlaskClient) -> None:
    world.edition()
    first = client.get("/programmi/2027-1.ics")

    again = client.get("/programmi/2027-1.ics", headers={"If-None-Match": first.headers["ETag"]})

    assert first.mimetype == "text/calendar" and "BEGIN:VEVENT" in first.text
    assert again.status_code == 304 and not again.data


def test_as_many_are_counted_as_are_shown(world: World, client: FlaskClient) -> None:
    kept, put_off, dateless, gone = (world.edition(code=f"CV-{number}", title=f"Lab {number}") for number in range(4))
    with transaction():
        dateless.meetings = []
        postpone(put_off, by="ufficio")
        postpone(gone, by="ufficio")
        cancel_edition(gone, by="ufficio")

    page = client.get("/programmi/2027-1/").text

    assert "2 appuntamenti" in page and page.count("it-card-title") == 2
    assert kept.title in page and "Rinviata, nuova data da decidere" in page
