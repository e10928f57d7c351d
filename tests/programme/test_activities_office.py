"""Labs and networking days, in the office, and what the public page says of them in plain words."""

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.programme.forms.activity import long_sentences
from app.programme.models import Activity
from tests.world import World

LIST = "/ufficio/laboratori/"


def activity() -> Activity:
    db.session.expire_all()
    return db.session.scalars(select(Activity)).one()


def sent(like: Activity, **changes: object) -> dict[str, object]:
    theme = str(like.theme_id)
    return {"kind": like.kind, "title": like.title, "theme": theme, "children_welcome": ""} | changes


def test_a_lab_is_written_in_plain_words_and_in_english(world: World) -> None:
    lab = world.edition().activity

    answer = world.signed_in().post(
        f"{LIST}{lab.id}",
        data=sent(
            lab,
            plain_text="Scrivi il curriculum. Ti aiutiamo noi.",
            to_bring=["penna", "documento"],
            children_welcome="si",
            title_en="A CV that gets read",
            plain_text_en="Write your CV.",
        ),
    )

    assert answer.status_code == 303
    found = activity()
    assert found.to_bring == ["documento", "penna"] and found.children_welcome is True
    assert found.translations == {"en": {"title": "A CV that gets read", "plain_text": "Write your CV."}}


def test_the_public_page_says_it_with_signs_and_their_words(world: World, client: FlaskClient) -> None:
    lab = world.edition(code="CV-1").activity
    world.signed_in().post(
        f"{LIST}{lab.id}",
        data=sent(lab, plain_text="Scrivi il curriculum. Ti aiutiamo noi.", to_bring=["penna"], children_welcome="si"),
    )

    page = client.get("/programmi/2027-1/cv-1").text

    assert "<p>Scrivi il curriculum.</p><p>Ti aiutiamo noi.</p>" in page
    for word in ("Una penna", "Puoi venire con i bambini", "Ingresso senza gradini", "È gratis"):
        assert f"<span>{word}</span>" in page
    assert "ascensore" not in page


def test_a_long_sentence_is_pointed_at_and_kept(world: World) -> None:
    lab = world.edition().activity
    long = "Parola " * 16 + "fine. Corta."

    page = world.signed_in().post(f"{LIST}{lab.id}", data=sent(lab, plain_text=long), follow_redirects=True).text

    assert "ha 17 parole" in page and "Corta»" not in page
    assert activity().plain_text == long


def test_fifteen_words_are_not_too_many() -> None:
    assert not long_sentences("parola " * 15 + ".") and len(long_sentences("parola " * 16 + ".")) == 1


def test_turning_a_published_lab_reserved_says_first_what_changes(world: World) -> None:
    edition = world.edition(code="L68-1", title="Legge 68: come funziona")
    world.sign_up(edition, "ada")
    client, address = world.signed_in(), f"{LIST}{edition.activity_id}"

    page = client.post(address, data=sent(edition.activity, is_reserved="y", plain_text="Parole.")).text
    assert "Rendi riservato e salva" in page and "Le mail e gli inviti già partiti restano come sono" in page
    assert not activity().is_reserved

    client.post(address, data=sent(activity(), is_reserved="y", plain_text="Parole.", conferma="si"))
    assert activity().is_reserved and activity().plain_text == "Parole."


def test_a_lab_that_nobody_has_seen_turns_reserved_at_once(world: World) -> None:
    world.programme(published=False)
    lab = world.edition().activity

    world.signed_in().post(f"{LIST}{lab.id}", data=sent(lab, is_reserved="y"))

    assert activity().is_reserved


def test_two_labs_do_not_have_one_title(world: World) -> None:
    lab = world.edition(title="Il colloquio").activity

    answer = world.signed_in().post(f"{LIST}nuovo", data=sent(lab, title="il  Colloquio"))

    assert answer.status_code == 409 and 'href="#title"' in answer.text


def test_labs_are_looked_for_by_title_and_theme(world: World) -> None:
    world.edition(title="Il colloquio di lavoro")
    world.edition(title="Contratti e diritti", theme="Diritti")
    client = world.signed_in()

    assert "Contratti" not in client.get(f"{LIST}?cerca=colloquio").text
    assert "Contratti" in client.get(f"{LIST}?cerca=diritti&tipo=lab").text
    assert "Nessun laboratorio" in client.get(f"{LIST}?tipo=networking_day").text


def test_a_lab_with_no_edition_is_deleted_and_one_with_some_is_not(world: World) -> None:
    used = world.edition().activity
    client = world.signed_in()
    client.post(f"{LIST}nuovo", data=sent(used, title="Uno in più"))
    other = db.session.scalars(select(Activity).where(Activity.title == "Uno in più")).one()

    assert "non si può cancellare" in client.post(f"{LIST}{used.id}/eliminazione", follow_redirects=True).text
    client.post(f"{LIST}{other.id}/eliminazione")

    assert activity().id == used.id


def test_a_postponed_edition_is_in_the_list_and_says_so(world: World, client: FlaskClient) -> None:
    edition = world.edition(code="CV-1")
    with transaction() as session:
        session.merge(edition).postponed_at = edition.updated_at

    assert "Rinviata, nuova data da decidere" in client.get("/programmi/2027-1/").text
    page = client.get("/programmi/2027-1/cv-1").text
    assert "Rinviata, nuova data da decidere" in page and "non vale più" in page
