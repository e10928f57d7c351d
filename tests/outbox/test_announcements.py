"""The page that says whom an act of telling has reached."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.outbox.call import call_made
from app.outbox.models import Announcement, Delivery
from app.programme.models import Edition
from app.registration.apply_changes import resize
from tests.registration.changing import let_the_post_go, move
from tests.world import World

PAGES = "/ufficio/programmi/2027-1/cv-1/messaggi"


@pytest.fixture
def office(world: World) -> FlaskClient:
    """Ada and Grace have an e-mail, Alan a telephone; the edition has been moved and the post has not gone yet."""
    edition = world.edition(code="CV-1")
    for who in ("ada", "grace", "alan"):
        world.sign_up(edition, who)
    let_the_post_go(timedelta(0))
    move(edition, days=7)
    return world.signed_in()


def test_at_first_nobody_is_reached_and_two_may_still_be_joined_by_another_change(office: FlaskClient) -> None:
    page = office.get(PAGES).get_data(as_text=True)
    assert "2 non ancora · 1 da chiamare" in page and "14/01/2027 9:30–12:30" in page

    page = office.get(f"{PAGES}/1").get_data(as_text=True)

    assert "Partono alle 9:10" in page and "1 persona da chiamare" in page


def test_they_may_leave_at_once(office: FlaskClient, world: World) -> None:
    answer = office.post(f"{PAGES}/1/partenza", follow_redirects=True).get_data(as_text=True)
    let_the_post_go(timedelta(0))

    assert "2 messaggi partono adesso" in answer
    assert [mail.status for mail in world.mails("changed")] == [Delivery.SENT, Delivery.SENT, Delivery.TO_CALL]


def test_who_was_not_reached_is_listed_with_the_reason_and_all_may_be_sent_again(
    office: FlaskClient, world: World
) -> None:
    let_the_post_go()
    with transaction():
        ada, _grace, alan = world.mails("changed")
        ada.status, ada.last_error = Delivery.FAILED, "550 no such user"
        call_made(alan)
    page = office.get(f"{PAGES}/1?stato=ferme").get_data(as_text=True)
    assert "550 no such user" in page and "ada@example.org" in page and "grace@example.org" not in page
    assert "1 raggiunte · 1 non raggiunte · 1 chiamate" in office.get(PAGES).get_data(as_text=True)

    answer = office.post(f"{PAGES}/1/reinvio", follow_redirects=True).get_data(as_text=True)
    let_the_post_go(timedelta(0))

    assert "1 messaggio riparte" in answer
    assert world.mails("changed")[0].status == Delivery.SENT


def test_a_change_that_swallowed_another_says_so(office: FlaskClient, world: World) -> None:
    move(db.session.scalars(select(Edition)).one(), days=7)
    let_the_post_go()

    page = office.get(PAGES).get_data(as_text=True)

    assert "3 non serve più" in page and "2 raggiunte" in page


def test_more_seats_are_an_act_of_telling_too(world: World) -> None:
    edition = world.edition(code="CV-1", seats=1)
    for who in ("ada", "grace"):
        world.sign_up(edition, who)
    with transaction() as session:
        resize(session.get_one(Edition, edition.id), 3, by="ufficio@example.org")

    act = db.session.scalars(select(Announcement)).one()
    assert (act.kind, act.facts["people"], [message.kind for message in act.messages]) == ("promoted", 1, ["promoted"])


def test_more_seats_that_nobody_waited_for_tell_nobody(world: World) -> None:
    edition = world.edition(code="CV-1", seats=1)
    with transaction() as session:
        resize(session.get_one(Edition, edition.id), 3, by="ufficio@example.org")

    assert db.session.scalars(select(Announcement)).all() == []
    assert "Ancora nessun avviso" in world.signed_in().get(PAGES).get_data(as_text=True)


def test_another_edition_s_act_is_not_found(office: FlaskClient, world: World) -> None:
    world.edition(code="CV-2")

    assert office.get("/ufficio/programmi/2027-1/cv-2/messaggi/1").status_code == 404
    assert office.get(f"{PAGES}/99").status_code == 404
