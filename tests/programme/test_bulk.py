"""One change to many editions: looked over, done once, taken back."""

import re
from datetime import date, time

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.programme.models import Edition, Facilitator
from app.registration.call_off import postpone
from tests.world import World

BULK = "/ufficio/programmi/2027-1/in-blocco"
NINE, NOON = time(9, 30), time(12, 30)


def edition(code: str) -> Edition:
    db.session.expire_all()
    return db.session.scalars(select(Edition).where(Edition.slug == code)).one()


def two(world: World) -> list[int]:
    return [
        world.edition(code="CV-1", meetings=[(date(2027, 1, 14), NINE, NOON)]).id,
        world.edition(code="CV-2", meetings=[(date(2027, 3, 25), NINE, NOON)]).id,
    ]


def confirmed(client: FlaskClient, typed: dict[str, object]) -> str:
    """The page after «Conferma», with what the preview carries."""
    return client.post(BULK, data=carried(client, typed)).text


def carried(client: FlaskClient, typed: dict[str, object]) -> dict[str, object]:
    page = client.post(BULK, data=typed).text
    hidden: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', page.partition("<main")[2]):
        if name != "passo":
            hidden.setdefault(name, []).append(value)
    return hidden | {"passo": "conferma"}  # type: ignore[return-value]


def test_many_editions_are_shifted_at_once_and_keep_their_hour(world: World) -> None:
    ids = two(world)
    client = world.signed_in()

    page = client.post(BULK, data={"editions": ids, "days": "7"}).text
    assert "2 edizioni cambiano" in page and "14/01/2027 9:30–12:30" in page and "21/01/2027 9:30–12:30" in page
    assert edition("cv-1").meetings[0].day == date(2027, 1, 14)

    assert "2 edizioni cambiate" in confirmed(client, {"editions": ids, "days": "7"})
    assert [edition(code).meetings[0].day for code in ("cv-1", "cv-2")] == [date(2027, 1, 21), date(2027, 4, 1)]
    page = client.get("/ufficio/programmi/2027-1/").text  # the clocks have changed between 25 March and 1 April
    assert page.count("9:30") == 2


def test_the_preview_tells_nobody_and_the_confirmation_tells_each_once(world: World) -> None:
    ids = two(world)
    world.sign_up(edition("cv-1"), "ada")
    client = world.signed_in()

    page = client.post(BULK, data={"editions": ids, "starts": "10.00"}).text
    assert "Conferma e avvisa" in page and not world.mails("changed")

    confirmed(client, {"editions": ids, "starts": "10.00"})
    assert edition("cv-1").meetings[0].minutes == 180
    assert "10:00–13:00" in client.get("/programmi/2027-1/?tema=curriculum-e-candidature").text


def test_what_waits_for_a_date_is_not_shifted_from_the_old_one(world: World) -> None:
    ids = two(world)
    with transaction():
        postpone(edition("cv-1"), by="ufficio")

    assert "1 edizione cambiata" in confirmed(world.signed_in(), {"editions": ids, "days": "7"})
    assert edition("cv-1").is_postponed and edition("cv-1").meetings[0].day == date(2027, 1, 14)


def test_confirming_twice_shifts_once(world: World) -> None:
    ids = two(world)
    client = world.signed_in()
    sent = carried(client, {"editions": ids, "days": "7"})

    client.post(BULK, data=sent)
    page = client.post(BULK, data=sent).text

    assert "0 edizioni cambiate" in page and "non è più com&#39;era" in page
    assert edition("cv-1").meetings[0].day == date(2027, 1, 21)


def test_what_a_rule_refuses_stays_and_the_rest_is_done(world: World) -> None:
    ids = two(world)
    world.sign_up(edition("cv-1"), "ada")
    client = world.signed_in()

    page = client.post(BULK, data={"editions": ids, "days": "-10"}).text
    assert "Non si può" in page and "CV-1 ha persone iscritte, e il 04/01/2027 è già passato" in page

    confirmed(client, {"editions": ids, "days": "-10"})
    assert edition("cv-1").meetings[0].day == date(2027, 1, 14) and edition("cv-2").meetings[0].day == date(2027, 3, 15)


def test_a_shift_out_of_the_half_year_is_refused_by_name(world: World) -> None:
    ids = two(world)

    page = world.signed_in().post(BULK, data={"editions": ids, "days": "120"}).text

    assert "CV-2 andrebbe al 23/07/2027, fuori dal semestre 2027-1" in page and "1 edizione cambia" in page


def test_venue_facilitator_window_and_minimum_change_together(world: World) -> None:
    ids = two(world)
    venue, room = world.venue("Biblioteca Salaborsa", "Aula 1")
    with transaction() as session:
        session.add(Facilitator(name="Marta Rossi", name_key="marta rossi"))
    typed = {
        "editions": ids,
        "place": f"{venue.id}-{room.id if room else ''}",
        "facilitator": "1",
        "facilitator_how": "aggiungi",
        "sign_up_opens_on": "2027-01-02",
        "minimum_people": "5",
    }

    confirmed(world.signed_in(), typed)

    for code in ("cv-1", "cv-2"):
        found = edition(code)
        assert found.meetings[0].venue.name == "Biblioteca Salaborsa" and found.minimum_people == 5
        assert [one.name for one in found.facilitators] == ["Marta Rossi"]
        assert found.sign_up_opens_on == date(2027, 1, 2)


def test_a_bulk_change_is_taken_back(world: World) -> None:
    ids = two(world)
    client = world.signed_in()
    page = confirmed(client, {"editions": ids, "days": "7", "seats": "12"})
    before = re.findall(r'name="before" value="([^"]*)"', page)[0]

    page = client.post(f"{BULK}/indietro", data={"before": before}).text

    assert "2 edizioni cambiate" in page and "Rimetti com" not in page
    assert edition("cv-1").meetings[0].day == date(2027, 1, 14) and edition("cv-1").seats == 10


def test_who_has_not_been_told_yet_hears_nothing_of_what_was_taken_back(world: World) -> None:
    ids = two(world)
    world.sign_up(edition("cv-1"), "ada")
    client = world.signed_in()
    page = confirmed(client, {"editions": ids, "days": "7"})
    assert "Tocca 1 persona" in page and len(world.mails("changed")) == 1

    client.post(f"{BULK}/indietro", data={"before": re.findall(r'name="before" value="([^"]*)"', page)[0]})

    assert not [mail for mail in world.mails("changed") if mail.status == "queued"]


def test_nothing_is_taken_back_over_somebody_else_s_change(world: World) -> None:
    ids = two(world)
    client = world.signed_in()
    before = re.findall(r'name="before" value="([^"]*)"', confirmed(client, {"editions": ids, "seats": "12"}))[0]
    confirmed(client, {"editions": ids[:1], "seats": "14"})

    page = client.post(f"{BULK}/indietro", data={"before": before}).text

    assert "1 edizione cambiata" in page and (edition("cv-1").seats, edition("cv-2").seats) == (14, 10)


def test_states_that_we_have_not_signed_are_no_page(world: World) -> None:
    two(world)

    assert world.signed_in().post(f"{BULK}/indietro", data={"before": "eyJ4IjoxfQ.AAAA"}).status_code == 404


def test_the_list_is_narrowed_without_losing_ticks_or_words(world: World) -> None:
    ids = two(world)
    world.edition(code="COL-1", title="Il colloquio")
    client = world.signed_in()

    page = client.post(BULK, data={"editions": ids[:1], "cerca": "colloquio", "days": "7", "passo": "filtra"}).text
    assert "COL-1" in page and "CV-1" in page and "CV-2 ·" not in page and 'name="days" type="number" value="7"' in page
    page = client.post(BULK, data={"cerca": "cv", "passo": "tutte"}).text
    assert page.count(" checked") == 2


def test_something_must_be_chosen_and_something_must_change(world: World) -> None:
    ids = two(world)
    client = world.signed_in()

    assert client.post(BULK, data={"days": "7"}).status_code == 422
    answer = client.post(BULK, data={"editions": ids})
    assert answer.status_code == 422 and "niente da cambiare" in answer.text


def test_a_cancelled_edition_is_not_offered(world: World) -> None:
    two(world)
    client = world.signed_in()
    client.post("/ufficio/programmi/2027-1/cv-2/annullamento")

    assert "CV-2 ·" not in client.get(BULK).text


def test_the_page_opens_with_everything_left_as_it_is(world: World) -> None:
    two(world)

    page = world.signed_in().get(f"{BULK}?edizione=1").text

    for name in ("place", "facilitator"):
        first = page.partition(f'id="{name}"')[2].partition("</option>")[0]
        assert 'selected value=""' in first and "Lascia com'è" in first.replace("&#39;", "'")
