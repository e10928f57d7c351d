"""What strangers may try with the names, numbers and links of others."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib import clock
from app.outbox.models import Delivery
from app.privacy.forget import forget
from app.registration import limits, links, offers
from app.registration.cancel import cancel
from app.registration.correct_name import correct_name
from app.registration.limits import TooManySignUps
from app.registration.models import Registration, Source, Status
from app.registration.move import move_to
from app.registration.person import Person
from app.registration.sign_up import sign_up
from app.registration.undo_cancellation import undo_cancellation
from tests.registration.changing import put_off
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

HERE = "/programmi/2027-1"
ADA = Person("Ada", "Lovelace", email="ada@example.org", phone="+390516543810")
STRANGER = "chi@example.org"
HER_NAME = {"first_name": "Ada", "last_name": "Lovelace", "passo": "invia"}


def post(client: FlaskClient, edition: str, key: str, **contacts: str) -> None:
    answer = client.post(f"{HERE}/{edition}/iscrizione", data=HER_NAME | contacts | {"request_key": key})
    assert answer.status_code == 303


def gone(world: World) -> None:
    for mail in world.mails():
        mail.status = Delivery.SENT
    db.session.commit()


def ada_in(edition_id: int, person: Person = ADA) -> Registration:
    with transaction():
        return sign_up(edition_id, person)


@pytest.mark.parametrize("is_in", [True, False])
def test_an_address_given_once_beside_her_number_does_not_tell_later_whether_she_is_in_a_reserved_lab(
    world: World, client: FlaskClient, is_in: bool
) -> None:
    reserved = world.edition(code="L68-1", title="Legge 68/99", reserved=True)
    ordinary = world.edition(code="CV-1")
    ada_in(reserved.id if is_in else ordinary.id)
    world.edition(code="CV-2")
    post(client, "cv-2", "k1", email=STRANGER, phone="051 6543810")
    gone(world)

    post(client, "l68-1", "k2", email=STRANGER)
    assert [mail.to_email for mail in world.mails() if mail.status != Delivery.SENT] == [STRANGER]


@pytest.mark.parametrize("is_in", [True, False])
def test_correcting_a_name_does_not_tell_whether_she_is_in_a_reserved_lab(world: World, is_in: bool) -> None:
    reserved = world.edition(code="L68-1", title="Legge 68/99", reserved=True)
    ordinary = world.edition(code="CV-1")
    ada_in(reserved.id if is_in else ordinary.id)
    typo = Person("Ada", "Lovelac", email=STRANGER, phone=ADA.phone)
    ada_in(world.edition(code="CV-2").id, typo)
    theirs = ada_in(reserved.id, typo)

    with transaction():
        correct_name(theirs, "Ada", "Lovelace")
    assert theirs.participant.name == "Ada Lovelace" and theirs.status == Status.CONFIRMED


def test_a_mail_to_another_address_names_no_reserved_lab_at_the_same_hour(world: World) -> None:
    ada_in(world.edition(code="L68-1", title="Legge 68/99", reserved=True).id)
    ada_in(world.edition(code="CV-1").id, Person("Ada", "Lovelace", email=STRANGER, phone=ADA.phone))
    ada_in(world.edition(code="CV-2", title="Un altro").id)

    to_stranger, to_her = world.mails("confirmed")[1:]
    assert (to_stranger.to_email, to_stranger.facts["clashes"]) == (STRANGER, [])
    assert [clash["title"] for clash in to_her.facts["clashes"]] == ["Incontro della Bussola del lavoro"]


def test_changing_ones_mind_all_day_does_not_fill_somebody_s_mailbox(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")

    def again_and_again() -> None:
        for _time in range(limits.MOST_MESSAGES):
            with transaction():
                cancel(ada)
            with transaction():
                undo_cancellation(ada)

    with pytest.raises(TooManySignUps):
        again_and_again()
    assert len(world.mails()) <= limits.MOST_MESSAGES + 1


def test_going_from_date_to_date_all_day_does_not_fill_somebody_s_mailbox(world: World) -> None:
    first, second = world.edition(), world.edition()
    ada = world.sign_up(first, "ada")

    def to_and_fro(ada: Registration) -> None:
        for number in range(limits.MOST_MESSAGES):
            with transaction():
                ada = move_to(ada, (second, first)[number % 2])

    with pytest.raises(TooManySignUps):
        to_and_fro(ada)
    assert len(world.mails()) <= limits.MOST_MESSAGES + 2


def test_a_second_value_of_a_field_is_looked_at_too(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    token = links.token_of(ada)

    for query in (f"t={token}&t=%00", f"t={token}&no=x:posti&no=%00:x", f"t={token}&scritto=%00"):
        assert client.get(f"{HERE}/iscrizione/esito?{query}").status_code == 400
    assert client.get(f"{HERE}/iscrizione/esito?t={token}&t=%ED%A0%80&t={'9' * 5000}").status_code == 200


def test_who_sent_somebody_is_forgotten_with_the_contact_and_so_is_who_was_offered_a_place(world: World) -> None:
    edition = world.edition()
    with transaction():
        held = offers.reserve(
            edition.id,
            Person("Ada", "Lovelace", email="ada@example.org", referral="Casa protetta di via Rossi"),
            edition.meetings[0].starts_at - timedelta(days=2),
            by="ufficio",
        )
    put_off(edition)
    with clock.at(datetime(2027, 8, 15, 9, tzinfo=clock.ROME)), transaction():
        forget()

    assert (held.email, held.referral, held.participant.name) == (None, None, "—")


def test_who_thinks_twice_about_an_offer_keeps_the_turn(world: World) -> None:
    edition = world.edition(seats=1)
    first, second = world.sign_up(edition, "grace"), world.sign_up(edition, "ada")
    turn = second.queue_number
    with clock.at(clock.now() + timedelta(days=1, hours=12)):
        with transaction():
            cancel(first)
        assert second.status == Status.OFFERED
        with transaction():
            offers.decline(second)
        with transaction():
            undo_cancellation(second)

    assert (second.status, second.queue_number) == (Status.OFFERED, turn)
    assert db.session.scalar(select(func.count(Registration.id))) == 2


def test_who_is_known_by_the_office_is_known_by_both_contacts(world: World) -> None:
    ada, second = world.sign_up(world.edition(), "ada"), world.edition()
    with transaction():
        sign_up(second.id, ADA, source=Source.STAFF)
    by_phone = ada_in(world.edition().id, Person("Ada", "Lovelace", phone=ADA.phone))

    assert by_phone.participant_id == ada.participant_id
