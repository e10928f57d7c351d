"""«Ci sarai?»: yes is written down, no frees the place, silence changes nothing."""

from app.db import db
from app.registration.links import token_of
from app.registration.models import Coming
from tests.world import World


def test_looking_at_either_answer_changes_nothing(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")
    here = f"/iscrizioni/{token_of(registration)}/ci-sarai"

    for address in (here, f"{here}?risposta=si", f"{here}?risposta=no"):
        assert "Se non rispondi, il posto resta tuo" in world.app.test_client().get(address).text

    db.session.expire_all()
    assert registration.is_confirmed and registration.coming is None


def test_yes_is_written_down_and_thanked_for(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")
    client = world.app.test_client()

    page = client.post(f"/iscrizioni/{token_of(registration)}/ci-sarai", data={"risposta": "si"}, follow_redirects=True)

    assert "Grazie, a presto!" in page.text
    db.session.expire_all()
    assert registration.coming == Coming.YES and registration.coming_at
    history = world.signed_in().get(f"/ufficio/iscrizioni/{registration.id}").text
    assert "Ha risposto che ci sarà" in history


def test_no_gives_the_place_to_who_waits(world: World) -> None:
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")

    world.app.test_client().post(f"/iscrizioni/{token_of(ada)}/ci-sarai", data={"risposta": "no"})

    db.session.expire_all()
    assert ada.is_cancelled and grace.is_confirmed
    assert "ha risposto che non riesce a venire" in world.signed_in().get(f"/ufficio/iscrizioni/{ada.id}").text


def test_who_has_no_place_is_not_asked(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition, "ada")
    here = f"/iscrizioni/{token_of(world.sign_up(edition, 'grace'))}/ci-sarai"
    client = world.app.test_client()

    assert client.get(here).status_code == 302
    assert client.post(here, data={"risposta": "si"}).status_code == 409
    assert client.post(here, data={"risposta": "forse"}).status_code == 400
