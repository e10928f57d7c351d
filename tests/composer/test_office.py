from sqlalchemy import select

from app.db import db
from app.outbox.models import MessageTemplate
from tests.world import World

NEW = "/ufficio/programmi/2027-1/cv-1/messaggi/nuovo"
WRITTEN = {"audience": "confermate", "subject": "Due parole", "body": "Porta una penna.", "key": "k"}


def test_a_message_is_looked_over_before_it_is_sent(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")
    office = world.signed_in()

    looked_over = office.post(NEW, data=WRITTEN | {"passo": "anteprima"})
    assert looked_over.status_code == 200 and world.mails("message") == []
    assert "Porta una penna." in looked_over.text and "Ada Lovelace" in looked_over.text

    office.post(NEW, data=WRITTEN | {"passo": "prova"})
    assert [mail.to_email for mail in world.mails("message")] == ["office@example.org"]

    sent = office.post(NEW, data=WRITTEN | {"passo": "spedisci"})
    assert sent.status_code == 303
    assert [mail.to_email for mail in world.mails("message")] == ["office@example.org", "ada@example.org"]


def test_going_back_to_write_loses_nothing(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")

    page = world.signed_in().post(NEW, data=WRITTEN | {"passo": "scrivi"}).text

    assert "Porta una penna." in page and 'value="Due parole"' in page


def test_a_mistake_is_said_by_the_form_and_loses_nothing(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")
    office = world.signed_in()

    unknown = office.post(NEW, data=WRITTEN | {"body": "Ciao {codice fiscale}", "passo": "spedisci"})
    nobody = office.post(NEW, data=WRITTEN | {"audience": "in-attesa", "passo": "anteprima"})

    assert unknown.status_code == 409 and "{codice fiscale}" in unknown.text
    assert nobody.status_code == 422 and "Porta una penna." in nobody.text
    assert world.mails("message") == []


def test_texts_are_kept_used_changed_and_deleted(world: World) -> None:
    world.edition(code="CV-1")
    office = world.signed_in()
    text = {"name": "Come arrivare", "subject": "Come arrivare", "body": "Autobus 20"}

    assert office.post("/ufficio/testi/nuovo", data=text).status_code == 303
    kept = db.session.scalars(select(MessageTemplate)).one().id
    assert "Come arrivare" in office.get("/ufficio/testi/").text
    assert "Autobus 20" in office.get(f"{NEW}?testo={kept}").text
    assert office.post("/ufficio/testi/nuovo", data=text).status_code == 409
    assert office.post(f"/ufficio/testi/{kept}", data=text | {"body": "{sconosciuto}"}).status_code == 409
    assert office.post(f"/ufficio/testi/{kept}", data=text | {"body": "Autobus 28"}).status_code == 303
    assert "Autobus 28" in office.get(f"/ufficio/testi/{kept}").text
    office.post(f"/ufficio/testi/{kept}/eliminazione")
    assert db.session.scalars(select(MessageTemplate)).all() == []
