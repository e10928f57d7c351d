"""The pages of an offered place and of the queue, for the person and for the office."""

import pytest
from flask.testing import FlaskClient

from app.db import transaction
from app.lib import clock
from app.outbox.render import letter
from app.programme.models import Edition
from app.registration import links, offer_emails
from app.registration.call_off import postpone
from app.registration.models import Registration
from app.staff.models import Role
from tests.registration.offering import UNTIL, full, give_up, group, hours_before, the_hour_passes, two_days_before
from tests.world import World

QUEUE = "/ufficio/programmi/2027-1/{}/lista"


def page_of(registration: Registration, what: str = "") -> str:
    return f"/iscrizioni/{links.token_of(registration)}{what}"


def offered(world: World, *waiting: str) -> list[Registration]:
    _edition, ada, people = full(world, *waiting)
    with two_days_before():
        give_up(ada)
    return people


def test_looking_at_an_offer_changes_nothing_and_yes_takes_the_place(world: World, client: FlaskClient) -> None:
    (grace,) = offered(world, "grace")
    with two_days_before():
        page = client.get(page_of(grace, "/offerta?risposta=si"))
        assert page.status_code == 200 and grace.is_offered
        assert "fino alle 8:00" in page.text and "Sì, voglio il posto" in page.text and "No, grazie" in page.text
        assert "Rispondi adesso" in client.get(page_of(grace)).text

        answer = client.post(page_of(grace, "/offerta"), data={"risposta": "si"})

    assert answer.status_code == 303 and answer.location == page_of(grace) and grace.is_confirmed


def test_no_gives_the_place_to_the_next(world: World, client: FlaskClient) -> None:
    grace, alan = offered(world, "grace", "alan")
    with two_days_before():
        client.post(page_of(grace, "/offerta"), data={"risposta": "no"})

    assert grace.is_cancelled and alan.is_offered


def test_an_answer_that_comes_too_late_says_what_to_do(world: World, client: FlaskClient) -> None:
    (grace,) = offered(world, "grace")
    with clock.at(UNTIL):
        assert "Il tempo per rispondere è finito" in client.get(page_of(grace, "/offerta")).text
        answer = client.post(page_of(grace, "/offerta"), data={"risposta": "si"})
    assert answer.status_code == 409 and "Puoi iscriverti di nuovo" in answer.text

    the_hour_passes()
    with clock.at(UNTIL):
        again = client.post(page_of(grace, "/offerta"), data={"risposta": "si"})
        assert again.status_code == 409 and "Puoi iscriverti di nuovo" in again.text
        assert client.get(page_of(grace, "/offerta")).location == page_of(grace)


def test_neither_yes_nor_no_is_no_answer(world: World, client: FlaskClient) -> None:
    (grace,) = offered(world, "grace")

    assert client.post(page_of(grace, "/offerta"), data={"risposta": "forse"}).status_code == 400


def test_while_there_is_no_date_the_page_says_so(world: World, client: FlaskClient) -> None:
    (grace,) = offered(world, "grace")
    with two_days_before():
        with transaction():
            postpone(grace.edition, by="ufficio")
        assert "appena c’è la data" in client.get(page_of(grace, "/offerta")).text
        assert client.post(page_of(grace, "/offerta"), data={"risposta": "si"}).status_code == 409


def test_who_waits_sees_how_many_wait_before_and_who_waits_along(world: World, client: FlaskClient) -> None:
    edition, _ada, (grace,) = full(world, "grace", seats=2)
    alan = world.sign_up(edition, "alan")
    uno, due = group(world, edition, "Uno", "Due")

    assert "Prima di te non aspetta nessuno" in client.get(page_of(alan)).text
    page = client.get(page_of(due)).text
    assert "al posto numero 3" in page and "Prima di te aspettano 2 persone" in page
    assert "Aspettate insieme: servono 2 posti" in page and "Esci dalla lista" in page
    assert grace.is_confirmed and uno.is_waiting


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("kind", ["offered", "reserved_for_you", "offer_expired", "come_to_the_door"])
def test_every_message_renders_with_its_way_to_answer(world: World, kind: str, language: str) -> None:
    (grace,) = offered(world, "grace")
    promise = getattr(offer_emails, kind)
    with two_days_before(), transaction():
        mail = promise(grace, 1) if kind == "come_to_the_door" else promise(grace)
    said = letter(kind, mail.facts, language)

    answers = ("/offerta?risposta=si", "/offerta?risposta=no") if kind in ("offered", "reserved_for_you") else ()
    assert all(answer in said.text and answer in said.html for answer in answers)
    assert "8:00" in said.text or kind == "come_to_the_door"


def test_the_mail_of_who_waits_says_the_place_and_how_to_leave(world: World) -> None:
    _edition, _ada, (grace,) = full(world, "grace")
    (mail,) = world.mails("waiting")
    said = letter("waiting", mail.facts, "it")

    assert "al numero 1" in said.text and page_of(grace, "/annullamento") in said.text.replace("?lang=it", "")


def queue_page(world: World, edition: Edition) -> str:
    answer = world.signed_in().get(QUEUE.format(edition.slug))
    assert answer.status_code == 200
    return answer.text


def test_the_office_sees_the_queue_in_order_and_what_the_next_place_does(world: World) -> None:
    edition, ada, _ = full(world, seats=2)
    world.sign_up(edition, "alan")
    group(world, edition, "Uno", "Due", last_minute=True)
    world.sign_up(edition, "olena")

    page = queue_page(world, edition)
    assert "è subito di chi è al numero 3" in page and "servono 2 posti insieme e ce ne sarebbero 1" in page
    assert "1–2" in page and "sì, viene" in page
    with two_days_before():
        assert "è offerto a chi è al numero 3" in queue_page(world, edition)
        give_up(ada)
        assert "fino a 13/01/2027, 8:00" in queue_page(world, edition)
    with hours_before(edition, 3):
        assert "resta libero per l’accoglienza" in queue_page(world, edition)


def test_the_history_says_why_in_words(world: World) -> None:
    (grace,) = offered(world, "grace")
    the_hour_passes()

    page = world.signed_in().get(f"/ufficio/iscrizioni/{grace.id}").text
    assert "Posto tenuto fino a 13/01/2027, 8:00" in page and "mancavano meno di 48 ore" in page
    assert "Nessuna risposta entro 13/01/2027, 8:00" in page


def test_the_queue_is_for_the_office_alone(world: World) -> None:
    edition = world.edition()

    assert world.signed_in(Role.DESK).get(QUEUE.format(edition.slug)).status_code == 404
