import pytest
from flask.testing import FlaskClient

from app.attendance.close import close
from app.certificates import render
from app.certificates.issue import issue
from app.certificates.models import Certificate
from app.certificates.revoke import revoke
from app.certificates.verify import TRIES, WINDOW
from app.db import transaction
from app.lib import clock
from app.lib.codes import in_groups
from app.registration import links
from app.registration.models import Source
from app.registration.sign_up import Person, sign_up
from tests.papers import AFTER_ALL, came
from tests.world import World

BY = "office@example.org"


@pytest.fixture
def certificate(world: World) -> Certificate:
    edition = world.three_meetings()
    with transaction():
        nicolo = sign_up(edition.id, Person("Nicolò", "D’Angelo", email="n@example.org"), source=Source.STAFF)
    came(nicolo, *edition.meetings[:2])
    with clock.at(AFTER_ALL), transaction():
        close(edition, BY)
        [certificate] = issue(edition, BY)
    return certificate


def page(client: FlaskClient, certificate: Certificate) -> str:
    return client.get(f"/verifica/{certificate.code}").get_data(as_text=True)


def test_the_page_states_what_is_certified_and_never_the_name(client: FlaskClient, certificate: Certificate) -> None:
    render.ensure_pdf(certificate)
    said = page(client, certificate)
    for expected in (
        "Attestato autentico e valido",
        "Cercare lavoro online",
        "26 e 28 gennaio, 2 febbraio 2027",
        "6 h su 9 h",
        "Insieme per il lavoro",
        "2027-1/0001",
        "3 febbraio 2027",
    ):
        assert expected in said
    assert certificate.file_sha256 and certificate.file_sha256 in said.replace("<wbr>", "")
    assert "Nicol" not in said and "Angelo" not in said


def test_search_engines_are_kept_out_and_the_address_is_told_to_nobody(
    client: FlaskClient, certificate: Certificate
) -> None:
    answer = client.get(f"/verifica/{certificate.code}")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_address_in_the_qr_leads_to_the_page(client: FlaskClient, certificate: Certificate) -> None:
    answer = client.get(f"/VERIFICA/{certificate.code}", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.request.path == f"/verifica/{certificate.code}"


def test_a_code_may_be_typed_any_way(client: FlaskClient, certificate: Certificate) -> None:
    typed = in_groups(certificate.code).lower().replace("-", " ").replace("0", "o")
    answer = client.get("/verifica", query_string={"codice": typed})
    assert answer.status_code == 302
    assert answer.location == f"/verifica/{certificate.code}"


def test_half_a_code_is_asked_again(client: FlaskClient) -> None:
    answer = client.get("/verifica", query_string={"codice": "MKFV-TW"})
    assert answer.status_code == 422
    assert 'value="MKFV-TW"' in answer.get_data(as_text=True)


def test_an_unknown_code_is_kindly_answered(client: FlaskClient) -> None:
    answer = client.get("/verifica/0000000000000000")
    assert answer.status_code == 404
    assert "Nessun attestato ha questo codice" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["Nicolò D’Angelo", "d'angelo nicolo", "  NICOLÒ   D ANGELO "])
def test_the_right_name_matches_however_it_is_typed(client: FlaskClient, certificate: Certificate, name: str) -> None:
    answer = client.post(f"/verifica/{certificate.code}", data={"nome": name})
    assert "Il nome corrisponde" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["Nicola D’Angelo", "Nicolò", "D’Angelo", "Nicolò D’Angelo Rossi"])
def test_another_name_does_not_match(client: FlaskClient, certificate: Certificate, name: str) -> None:
    answer = client.post(f"/verifica/{certificate.code}", data={"nome": name})
    assert "Il nome non corrisponde" in answer.get_data(as_text=True)


def test_the_match_outlives_the_name(client: FlaskClient, certificate: Certificate) -> None:
    with transaction():
        certificate.facts = {key: value for key, value in certificate.facts.items() if key != "name"}
    answer = client.post(f"/verifica/{certificate.code}", data={"nome": "Nicolò D’Angelo"})
    assert "Il nome corrisponde" in answer.get_data(as_text=True)


def test_nothing_is_certified_when_the_record_was_tampered_with(client: FlaskClient, certificate: Certificate) -> None:
    with transaction():
        certificate.facts = certificate.facts | {"minutes_attended": 540}
    answer = client.get(f"/verifica/{certificate.code}")
    assert answer.status_code == 500
    assert "9 h su 9 h" not in answer.get_data(as_text=True)


def test_five_names_an_hour(client: FlaskClient, certificate: Certificate) -> None:
    def try_name() -> int:
        return client.post(f"/verifica/{certificate.code}", data={"nome": "Nicolò D’Angelo"}).status_code

    assert [try_name() for _ in range(TRIES + 1)] == [200] * TRIES + [429]
    with clock.at(clock.now() + WINDOW):
        assert try_name() == 200


def test_no_name_at_all_is_asked_again_and_not_counted(client: FlaskClient, certificate: Certificate) -> None:
    for _ in range(TRIES + 1):
        assert client.post(f"/verifica/{certificate.code}", data={"nome": " "}).status_code == 422


def test_a_revoked_certificate_says_so(client: FlaskClient, certificate: Certificate) -> None:
    with clock.at(AFTER_ALL), transaction():
        revoke(certificate, "Ore sbagliate di Nicolò", BY)
    said = page(client, certificate)
    assert "Attestato revocato" in said and "autentico e valido" not in said
    assert "Ore sbagliate" not in said


def test_english_readers_read_it_too(client: FlaskClient, certificate: Certificate) -> None:
    assert client.get(f"/verifica/{certificate.code}?lang=en").status_code == 200


def test_a_person_downloads_it_from_their_page_under_a_neutral_name(
    client: FlaskClient, certificate: Certificate
) -> None:
    token = links.token_of(certificate.registration)
    answer = client.get(f"/iscrizioni/{token}/attestato.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="attestato-2027-1-0001.pdf"'
    assert client.get(f"/iscrizioni/{token}/attestato.pdf").data == answer.data


def test_without_a_certificate_there_is_nothing_to_download(client: FlaskClient, world: World) -> None:
    token = links.token_of(world.sign_up(world.edition()))
    assert client.get(f"/iscrizioni/{token}/attestato.pdf").status_code == 404


def test_a_revoked_one_is_gone(client: FlaskClient, certificate: Certificate) -> None:
    with transaction():
        revoke(certificate, "Prova", BY)
    token = links.token_of(certificate.registration)
    answer = client.get(f"/iscrizioni/{token}/attestato.pdf")
    assert answer.status_code == 410
    assert "revocato" in answer.get_data(as_text=True)
