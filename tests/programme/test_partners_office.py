"""Partners and their logos: in the office, on the public page, and each at an address of its own."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from app.db import db, transaction
from app.programme.models import Partner, Picture
from tests.programme.drawings import picture, upload
from tests.world import World

LIST = "/ufficio/partner/"
POMBENI = {"name": "Centro Pombeni", "website": "https://www.example.org/pombeni"}


def partner() -> Partner:
    db.session.expire_all()
    return db.session.scalars(select(Partner)).one()


def with_partner(world: World, **changes: object) -> FlaskClient:
    client = world.signed_in()
    answer = client.post(f"{LIST}nuovo", data=POMBENI | {"logo": upload()} | changes)
    assert answer.status_code == 303, answer.text
    return client


def address() -> str:
    logo = partner().logo
    assert logo
    return f"/immagini/{logo.sha256}"


def test_a_partner_has_its_site_and_its_logo(world: World, client: FlaskClient) -> None:
    with_partner(world)

    answer = client.get(address())
    assert answer.status_code == 200 and answer.content_type == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers and "sandbox" in answer.headers["Content-Security-Policy"]
    assert Image.open(BytesIO(answer.data)).size == (300, 120)
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(address(), headers=known).status_code == 304


def test_the_public_page_shows_the_logo_beside_the_name(world: World, client: FlaskClient) -> None:
    with_partner(world)
    edition, logo = world.edition(code="CV-1"), address()
    with transaction():
        edition.partners = [partner(), Partner(name="Adecco", name_key="adecco")]

    page = client.get("/programmi/2027-1/cv-1").text

    assert f'src="{logo}" alt="" width="300" height="120"' in page
    assert 'href="https://www.example.org/pombeni"' in page and "<li>Adecco</li>" in page


def test_a_logo_is_replaced_kept_when_none_is_chosen_and_taken_off(world: World, client: FlaskClient) -> None:
    office = with_partner(world)
    first = address()

    office.post(f"{LIST}1", data=POMBENI)
    assert address() == first
    office.post(f"{LIST}1", data=POMBENI | {"logo": upload(content=picture("JPEG", size=(40, 40)))})
    second = address()
    assert client.get(second).content_type == "image/jpeg"
    assert client.get(first).status_code == 404  # nothing shows it any more
    office.post(f"{LIST}1", data=POMBENI | {"drop_logo": "y"})
    assert partner().logo is None and client.get(second).status_code == 404


def test_the_same_logo_twice_is_kept_once(world: World) -> None:
    client = with_partner(world)
    client.post(f"{LIST}nuovo", data={"name": "Un altro", "logo": upload()})

    assert len(db.session.scalars(select(Picture)).all()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("logo.gif", picture("GIF")), ("logo.png", b"<svg></svg>"), ("logo.png", picture()[:200]), ("logo.png", b"")],
)
def test_what_is_no_picture_is_refused_and_the_rest_of_the_form_stays(world: World, name: str, content: bytes) -> None:
    answer = world.signed_in().post(f"{LIST}nuovo", data=POMBENI | {"logo": upload(name, content)})

    assert answer.status_code == 422 and 'href="#logo"' in answer.text and 'value="Centro Pombeni"' in answer.text
    assert db.session.scalars(select(Partner)).all() == db.session.scalars(select(Picture)).all() == []


@pytest.mark.parametrize("site", ["http://example.org", "javascript:alert(1)", "example.org", "https://a@example.org"])
def test_a_site_is_a_whole_safe_address(world: World, site: str) -> None:
    answer = world.signed_in().post(f"{LIST}nuovo", data={"name": "Pombeni", "website": site})

    assert answer.status_code == 422 and "Scrivi l’indirizzo per intero" in answer.text


def test_a_retired_partner_is_not_offered_for_new_editions(world: World) -> None:
    client = with_partner(world)
    new = "/ufficio/programmi/2027-1/nuova-edizione"
    world.programme()
    client.get(LIST)  # says what was done
    assert "Centro Pombeni" in client.get(new).text

    client.post(f"{LIST}1", data=POMBENI | {"is_retired": "y"}, follow_redirects=True)

    assert "Centro Pombeni" not in client.get(new).text


def test_an_unused_partner_is_deleted_and_a_used_one_is_not(world: World) -> None:
    client = with_partner(world)
    edition = world.edition()
    with transaction():
        edition.partners = [partner()]

    assert "non si può eliminare" in client.post(f"{LIST}1/eliminazione", follow_redirects=True).text
    with transaction():
        edition.partners = []
    client.post(f"{LIST}1/eliminazione")
    assert db.session.scalars(select(Partner)).all() == []
