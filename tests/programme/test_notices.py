"""The privacy notice by version: written in the office, chosen by a half-year, read before signing up."""

from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.lib.plain_text import Block, blocks
from app.programme import built_in_notice
from app.programme.models import PrivacyNotice, Programme
from app.registration.change_notices import add_notice
from app.registration.models import Registration
from tests.world import World

LIST = "/ufficio/informative/"
FORM = "/programmi/2027-1/cv-1/iscrizione"
ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "passo": "invia"}
TEXTS = {"it": "# Chi siamo\nIl Comune.\n\n- nome\n- telefono", "en": "# Who we are\nThe Municipality."}


def notice(world: World, version: str = "2027-01", chosen: bool = True) -> PrivacyNotice:
    half_year = world.programme()
    with transaction() as session:
        found = add_notice(version, TEXTS, by="prove")
        if chosen:
            session.merge(half_year).privacy_notice = found
    return found


def versions() -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(select(PrivacyNotice.version).order_by(PrivacyNotice.id)))


def test_paragraphs_headings_and_lists_are_read_and_nothing_else() -> None:
    text = "# Titolo\nUna riga\nun'altra\n\nPoi\n- uno\n- due\n<b>no</b>"

    assert blocks(text) == [
        Block("heading", ("Titolo",)),
        Block("paragraph", ("Una riga", "un'altra")),
        Block("paragraph", ("Poi",)),
        Block("list", ("uno", "due")),
        Block("paragraph", ("<b>no</b>",)),
    ]
    assert blocks("") == blocks("\n \n") == [] and blocks("#") == [Block("paragraph", ("#",))]


def test_a_new_version_starts_from_the_words_built_in(world: World) -> None:
    page = unescape(world.signed_in().get(f"{LIST}nuova").text)

    assert 'value="2027-01"' in page and "# Chi tratta i dati" in page


def test_a_new_version_starts_from_the_last_one(world: World) -> None:
    notice(world)

    page = unescape(world.signed_in().get(f"{LIST}nuova").text)

    assert 'value="2027-01.2"' in page and "Il Comune." in page and "The Municipality." in page


def test_the_public_reads_the_version_of_the_half_year_in_season(world: World, client: FlaskClient) -> None:
    notice(world)

    page = client.get("/informativa-privacy").text

    assert "Versione 2027-01." in page and "<h2>Chi siamo</h2>" in page and "<li>telefono</li>" in page


def test_it_is_read_in_english_where_there_is_any(world: World, client: FlaskClient) -> None:
    notice(world)

    assert "<h2>Who we are</h2>" in client.get("/informativa-privacy?lang=en").text


def test_without_a_choice_it_is_the_one_built_in(world: World, client: FlaskClient) -> None:
    world.programme()

    page = unescape(client.get("/informativa-privacy").text)

    assert f"Versione {built_in_notice.VERSION}." in page and "180 giorni dopo la fine del semestre" in page


def test_what_is_typed_is_never_markup(world: World, client: FlaskClient) -> None:
    world.programme()
    typed = {"version": "2027-02", "text_it": "# <script>alert(1)</script>\n<b>grassetto</b>"}
    world.signed_in().post(f"{LIST}nuova", data=typed)
    with transaction():
        chosen = db.session.scalars(select(PrivacyNotice)).one()
        db.session.scalars(select(Programme)).one().privacy_notice = chosen

    page = client.get("/informativa-privacy").text

    assert "&lt;b&gt;grassetto" in page and "<b>grassetto" not in page and "<script>alert" not in page


def test_signing_up_shows_the_text_and_keeps_its_version(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    notice(world)

    assert "<h3>Chi siamo</h3>" in client.get(FORM).text
    assert client.post(FORM, data=ADA).status_code == 303

    assert db.session.scalars(select(Registration)).one().privacy_version == "2027-01"


def test_a_notice_changed_meanwhile_is_read_before_anything_is_kept(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    assert f'value="{built_in_notice.VERSION}"' in client.get(f"{FORM}?passo=dati").text
    notice(world)

    answer = client.post(FORM, data=ADA | {"notice_version": built_in_notice.VERSION})

    assert answer.status_code == 409 and "è cambiata" in unescape(answer.text)
    assert not db.session.scalars(select(Registration)).all()


def test_a_version_that_somebody_has_read_is_never_changed(world: World) -> None:
    world.edition(code="CV-1")
    found = notice(world)
    client = world.signed_in()

    shown = client.get(f"{LIST}{found.id}").text
    answer = client.post(f"{LIST}{found.id}/modifica", data={"version": "2027-01", "text_it": "Altro"})

    assert "Qualcuno può averla già letta" in unescape(shown) and f"{LIST}{found.id}/modifica" not in shown
    assert client.get(f"{LIST}{found.id}/modifica").status_code == 302
    assert answer.status_code == 409 and "non si cambia più" in unescape(answer.text)
    assert db.session.scalars(select(PrivacyNotice)).one().texts == TEXTS


def test_signing_up_with_it_is_having_read_it_for_ever(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    found = notice(world)
    client.post(FORM, data=ADA)
    with transaction():
        db.session.scalars(select(Programme)).one().privacy_notice = None

    answer = world.signed_in().post(f"{LIST}{found.id}/eliminazione", follow_redirects=True)

    assert "non si cambia più" in unescape(answer.text) and versions() == ["2027-01"]
    assert "Versione 2027-01." in client.get("/informativa-privacy?versione=2027-01").text


def test_a_version_that_nobody_has_read_is_corrected_and_taken_away(world: World, client: FlaskClient) -> None:
    found = notice(world, chosen=False)
    office = world.signed_in()

    assert client.get("/informativa-privacy?versione=2027-01").status_code == 404
    office.post(f"{LIST}{found.id}/modifica", data={"version": "2027-03", "text_it": "Altro"})
    assert versions() == ["2027-03"]
    office.post(f"{LIST}{found.id}/eliminazione")
    assert versions() == []


def test_a_draft_that_has_chosen_it_keeps_it(world: World) -> None:
    world.programme(published=False)
    found = notice(world)

    page = world.signed_in().post(f"{LIST}{found.id}/eliminazione", follow_redirects=True).text

    assert "è scelta da 2027-1" in unescape(page) and versions() == ["2027-01"]


def test_two_versions_do_not_share_a_name(world: World) -> None:
    notice(world)
    client = world.signed_in()

    for taken in ("2027-01", built_in_notice.VERSION):
        answer = client.post(f"{LIST}nuova", data={"version": taken, "text_it": "Altro"})
        assert answer.status_code == 409 and f"La versione {taken} c'è già" in unescape(answer.text)


def test_a_half_year_chooses_among_the_versions(world: World) -> None:
    found = notice(world, chosen=False)
    client = world.signed_in()
    rules = {"title": "T", "first_on": "2027-01-01", "last_on": "2027-06-30", "certificate_share": "2/3"}

    client.post("/ufficio/programmi/2027-1/regole", data=rules | {"privacy_notice": str(found.id)})

    chosen = db.session.scalars(select(Programme)).one().privacy_notice
    assert chosen and chosen.version == "2027-01"
    page = client.get(LIST).text
    assert "Già letta" in page and "Quella di base" in page
    assert "7 giorni" in client.get(f"{LIST}di-base").text
