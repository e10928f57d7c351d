from app.db import db, transaction
from app.networking import bodies, links
from app.networking.invite import invite
from app.networking.models import Invitation
from app.people.models import Organisation
from tests.world import World

DAY = "/ufficio/programmi/2027-1/net-1/invitati"


def invitation(world: World) -> Invitation:
    edition = world.edition(code="NET-1", title="Mattinata di networking", networking=True)
    with transaction():
        oasi = bodies.keep(None, {"name": "Oasi", "email": "oasi@example.org"}, by="prove")
        return invite(edition, [oasi], by="prove")[0]


def test_a_body_answers_from_its_link_and_may_say_otherwise(world: World) -> None:
    made = invitation(world)
    address, client = f"/inviti/{links.token_of(made)}", world.app.test_client()

    assert "Oasi" in client.get(address).text
    assert client.post(address, data={"answer": "yes"}).status_code == 422
    assert client.post(address, data={"answer": "yes", "delegates": "3"}).status_code == 303
    assert "3 persone" in client.get(address).text
    assert client.post(address, data={"answer": "no"}).status_code == 303

    db.session.expire_all()
    assert (made.answer, made.delegates_expected) == ("no", 0)


def test_a_guessed_link_leads_nowhere(world: World) -> None:
    made = invitation(world)
    client, token = world.app.test_client(), links.token_of(made)

    assert client.get(f"/inviti/{token[:-1]}{'0' if token[-1] != '0' else '1'}").status_code == 404
    assert client.get("/inviti/è").status_code == 404


def test_the_office_lists_invites_and_writes_answers_down(world: World) -> None:
    world.edition(code="NET-1", title="Mattinata di networking", networking=True)
    office = world.signed_in()

    wrong = office.post(f"{DAY}/nuovi", data={"lines": "Oasi; questa non è"})
    assert wrong.status_code == 422 and "questa non è" in wrong.text
    office.post(f"{DAY}/nuovi", data={"lines": "Oasi; oasi@example.org\nRandstad"})
    page = office.get(DAY).text
    assert "Oasi" in page and "manca il contatto" in page and "Spedisci 2 inviti" in page
    office.post(f"{DAY}/spedizione", data={"words": "Ciao", "di_nuovo": "no"})
    assert [mail.to_email for mail in world.mails("invitation")] == ["oasi@example.org"]
    number = db.session.query(Invitation).join(Organisation).filter(Organisation.name == "Randstad").one().id
    office.post(f"{DAY}/{number}", data={"answer": "yes", "delegates": "2"})
    assert "Viene" in office.get(DAY).text
    office.post(f"{DAY}/{number}/ritiro")
    assert db.session.query(Invitation).count() == 2


def test_labs_have_no_page_of_invited_bodies(world: World) -> None:
    world.edition(code="CV-1")

    assert world.signed_in().get("/ufficio/programmi/2027-1/cv-1/invitati").status_code == 404


def test_bodies_are_added_found_and_changed(world: World) -> None:
    office = world.signed_in()
    oasi = {"name": "Oasi Formazione", "email": "INFO@example.org", "relation": "works_with_us"}

    assert office.post("/ufficio/enti/nuovo", data=oasi).status_code == 303
    again = office.post("/ufficio/enti/nuovo", data=oasi | {"name": "oasi  formazione"})
    assert again.status_code == 409 and "Oasi Formazione" in again.text
    assert office.post("/ufficio/enti/nuovo", data=oasi | {"name": "X", "email": "x"}).status_code == 422
    assert "info@example.org" in office.get("/ufficio/enti/?cerca=oasi+info").text
    assert "Nessun ente" in office.get("/ufficio/enti/?rapporto=would_like_to").text
    assert office.post("/ufficio/enti/1", data=oasi | {"phone": "051 654 3810"}).status_code == 303
    assert "051 654 3810" in office.get("/ufficio/enti/").text
