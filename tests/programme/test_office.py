from app.db import db
from app.programme.models import Programme
from tests.world import World

EDITION = "/ufficio/programmi/2027-1/cv-1"


def test_the_half_year_is_searched_and_sorted(world: World) -> None:
    world.edition(title="Il colloquio di lavoro", code="COL-1")
    world.edition(title="Contratti e diritti", code="CON-1")
    client = world.signed_in()

    page = client.get("/ufficio/programmi/2027-1/?cerca=colloquio&ordine=riempimento").text

    assert "COL-1" in page and "CON-1" not in page


def test_an_edition_of_a_draft_is_said_to_be_one(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1")

    page = world.signed_in().get("/ufficio/programmi/2027-1/").text

    assert "Iscrizioni chiuse" not in page


def test_publishing_is_its_own_act(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1")
    client = world.signed_in()

    page = client.post("/ufficio/programmi/2027-1/pubblicazione", follow_redirects=True).text

    db.session.expire_all()
    assert "Il programma è pubblicato" in page
    assert db.session.query(Programme).one().is_published


def test_an_empty_half_year_is_not_published(world: World) -> None:
    world.programme(published=False)

    page = world.signed_in().post("/ufficio/programmi/2027-1/pubblicazione", follow_redirects=True).text

    assert "non ha nessuna edizione" in page


def test_more_seats_call_in_who_waits(world: World) -> None:
    edition = world.edition(seats=1, code="CV-1")
    world.sign_up(edition, "ada")
    grace = world.sign_up(edition, "grace")

    world.signed_in().post(f"{EDITION}/modifica", data={"seats": "2"})

    db.session.expire_all()
    assert grace.is_confirmed


def test_fewer_seats_than_people_throw_nobody_out_and_the_page_says_so(world: World) -> None:
    edition = world.edition(seats=2, code="CV-1")
    world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")

    answer = world.signed_in().post(f"{EDITION}/modifica", data={"seats": "1"}, follow_redirects=True)

    assert "2 confermate su 1 posti: nessuno perde il posto" in answer.text
    assert (edition.seats, edition.confirmed_count) == (1, 2)


def test_the_link_of_an_online_lab_is_for_confirmed_people_only(world: World) -> None:
    world.venue("Online", room=None, is_online=True, address=None, municipality=None)
    world.edition(code="CV-1")
    client = world.signed_in()

    wrong = client.post(f"{EDITION}/modifica", data={"seats": "9", "online_url": "meet"})
    right = client.post(f"{EDITION}/modifica", data={"seats": "9", "online_url": "https://meet.example.org/x"})

    assert wrong.status_code == 422 and right.status_code == 303


def test_a_new_link_reaches_who_has_a_place_and_the_history(world: World) -> None:
    world.venue("Sportello Lavoro", room=None, is_online=True, address=None, municipality=None)
    edition = world.edition(seats=1, code="CV-1")
    world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    client = world.signed_in()

    client.post(f"{EDITION}/modifica", data={"seats": "1", "online_url": "https://meet.example.org/x"})

    assert [mail.to_email for mail in world.mails("changed")] == ["ada@example.org"]
    assert "il collegamento è cambiato" in client.get("/ufficio/cronologia/").text


def test_the_office_s_notes_go_no_further_than_the_history(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")
    client = world.signed_in()

    client.post(f"{EDITION}/modifica", data={"seats": "10", "notes": "Chiavi dal custode"})

    assert "Chiavi dal custode" in client.get(f"{EDITION}/modifica").text
    assert "Edizione modificata: note" in client.get("/ufficio/cronologia/").text
    assert world.mails("changed") == []


def test_cancelling_an_edition_tells_everybody(world: World) -> None:
    edition = world.edition(seats=1, code="CV-1")
    world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    client = world.signed_in()

    page = client.get(f"{EDITION}/annullamento").text
    assert "Tocca 2 persone" in page and "1 ha il posto, 1 è in lista d’attesa" in page
    client.post(f"{EDITION}/annullamento")

    assert {mail.to_email for mail in world.mails("edition_cancelled")} == {"ada@example.org", "grace@example.org"}
