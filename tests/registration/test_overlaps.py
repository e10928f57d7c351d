from datetime import date, time

from flask.testing import FlaskClient

from app.db import transaction
from app.registration import links
from app.registration.cancel import cancel
from app.registration.overlaps import overlapping
from tests.world import World

THURSDAY = date(2027, 1, 14)
AFTER_IT = [(THURSDAY, time(12, 30), time(14, 0))]
DURING_IT = [(date(2027, 1, 12), time(9, 30), time(11, 0)), (THURSDAY, time(12, 0), time(13, 0))]
ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "language": "it"}


def test_two_places_at_one_hour_are_noticed_from_both(world: World) -> None:
    one = world.sign_up(world.edition(), "ada")
    other = world.sign_up(world.edition(meetings=DURING_IT), "ada")

    assert overlapping(one) == [other] and overlapping(other) == [one]


def test_one_may_begin_when_the_other_ends(world: World) -> None:
    one = world.sign_up(world.edition(), "ada")
    world.sign_up(world.edition(meetings=AFTER_IT), "ada")

    assert overlapping(one) == []


def test_other_people_and_places_given_up_do_not_count(world: World) -> None:
    one = world.sign_up(world.edition(), "ada")
    other = world.edition(meetings=DURING_IT)
    world.sign_up(other, "grace")
    given_up = world.sign_up(other, "ada")
    with transaction():
        cancel(given_up)

    assert overlapping(one) == [] and overlapping(given_up) == []


def test_staff_are_warned_and_go_on(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")
    world.edition(code="CV-2", meetings=DURING_IT)

    page = world.signed_in().post("/ufficio/programmi/2027-1/cv-2/iscrizioni/nuova", data=ADA, follow_redirects=True)

    assert "Ada Lovelace ha il posto." in page.text and "Alla stessa ora ha un altro posto: CV-1." in page.text


def test_a_person_reads_it_on_their_own_page(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition(title="Trovare lavoro a 50 anni"), "ada")
    ada = world.sign_up(world.edition(meetings=DURING_IT), "ada")

    page = client.get(f"/iscrizioni/{links.token_of(ada)}").text

    assert "alla stessa ora" in page and "Trovare lavoro a 50 anni" in page


def test_a_place_in_a_reserved_lab_is_told_in_the_mail_alone(world: World, client: FlaskClient) -> None:
    """Whoever signs up with a name and an address could otherwise read on the page where that person goes."""
    world.sign_up(world.edition(title="Legge 68/99", reserved=True), "ada")
    ada = world.sign_up(world.edition(meetings=DURING_IT), "ada")

    page, mail = client.get(f"/iscrizioni/{links.token_of(ada)}").text, world.mails("confirmed")[-1]

    assert "alla stessa ora" not in page and "68/99" not in page
    assert "Incontro della Bussola del lavoro" in str(mail.facts) and "68/99" not in str(mail.facts)
