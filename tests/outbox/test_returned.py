"""What the office sees of a mail that came back, and what it can do."""

from app.db import db, transaction
from app.lib import clock
from app.outbox.bounces import bounced, is_unusable
from app.outbox.models import Delivery, OutboxMessage
from app.privacy.forget import PEOPLE_KEPT, forget
from app.registration.models import Registration
from app.registration.sign_up import Person, sign_up
from tests.world import World

WORDS = "550 5.1.1 mailbox unknown"


def someone_unreachable(world: World, times: int = 2) -> tuple[Registration, OutboxMessage]:
    """With a place, an address that mail comes back from, and a telephone."""
    edition = world.edition()
    with transaction():
        person = Person("Ada", "Lovelace", email="ada@example.org", phone="051111111")
        registration = sign_up(edition.id, person)
    message = world.mails("confirmed")[0]
    with transaction():
        message.status = Delivery.SENT
        bounced(message, "ada@example.org", is_permanent=True, words=WORDS)
        if times > 1:
            bounced(None, "ada@example.org", is_permanent=True, words=WORDS)
    return registration, message


def test_the_morning_the_list_the_mail_and_the_person_say_that_it_came_back(world: World) -> None:
    registration, message = someone_unreachable(world)
    office = world.signed_in()

    assert "1 mail è tornata indietro" in office.get("/ufficio/").text
    assert "tornata indietro" in office.get("/ufficio/posta/?stato=bounced").text
    page = office.get(f"/ufficio/posta/{message.id}").text
    assert WORDS in page and "Il posto della persona resta suo" in page
    assert "e-mail non valida" in office.get(f"/ufficio/iscrizioni/{registration.id}").text
    assert "e-mail non valida" in office.get(f"/ufficio/persone/{registration.participant_id}").text


def test_it_becomes_a_call(world: World) -> None:
    _registration, message = someone_unreachable(world)
    office = world.signed_in()

    office.post(f"/ufficio/posta/{message.id}/chiamata")

    db.session.refresh(message)
    assert message.status == Delivery.TO_CALL
    assert "La sua e-mail torna indietro" in office.get("/ufficio/da-chiamare").text
    again = office.post(f"/ufficio/posta/{message.id}/chiamata", follow_redirects=True)
    assert "non c&#39;è nessuno da chiamare" in again.text


def test_with_the_right_address_it_is_sent_there(world: World) -> None:
    registration, message = someone_unreachable(world, times=1)
    with transaction():
        registration.email = "ada.giusta@example.org"

    world.signed_in().post(f"/ufficio/posta/{message.id}/reinvio")

    db.session.refresh(message)
    assert (message.status, message.to_email) == (Delivery.QUEUED, "ada.giusta@example.org")


def test_an_address_that_the_office_knows_to_work_is_written_to_again(world: World) -> None:
    _registration, message = someone_unreachable(world)

    world.signed_in().post(f"/ufficio/posta/{message.id}/indirizzo")

    db.session.expire_all()
    assert not is_unusable("ada@example.org")


def test_addresses_are_forgotten_in_time(world: World) -> None:
    someone_unreachable(world)

    with clock.at(clock.now() + PEOPLE_KEPT * 2), transaction():
        forget()

    assert not is_unusable("ada@example.org")
    assert world.mails("confirmed")[0].status == Delivery.DROPPED
