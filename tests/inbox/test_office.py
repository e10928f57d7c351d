"""Posta in arrivo, in the office; and calendars answered by hand on the mails of a trial."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.db import db, transaction
from app.inbox.ingest import ingest
from app.inbox.models import Inbound
from app.lib import clock
from app.lib.clock import now
from app.outbox.deliver import deliver_due, mail_folder
from app.privacy.forget import forget
from app.staff.models import Role
from tests.inbox.answers import mail, reply
from tests.world import World

UNSAFE = "<script>alert(1)</script>"


def take(*raws: bytes) -> list[int]:
    with transaction():
        return [ingest(raw).id for raw in raws]


@pytest.fixture
def office(world: World) -> FlaskClient:
    return world.signed_in(Role.OFFICE)


def test_what_people_wrote_waits_to_be_read(office: FlaskClient) -> None:
    number = take(mail(Subject="Una domanda", text="Posso venire con mia figlia?"))[0]

    assert "1 mail da leggere" in office.get("/ufficio/").text
    assert "Una domanda" in office.get("/ufficio/posta-in-arrivo/").text
    page = office.get(f"/ufficio/posta-in-arrivo/{number}").text
    assert "Posso venire con mia figlia?" in page and 'href="mailto:ada%40example.org' in page


def test_read_it_leaves_the_list_and_comes_back_when_marked_again(office: FlaskClient) -> None:
    number = take(mail(Subject="Una domanda"))[0]
    address = f"/ufficio/posta-in-arrivo/{number}/lettura"

    assert "Segnata come letta" in office.post(address, follow_redirects=True).text
    assert "Niente da leggere" in office.get("/ufficio/posta-in-arrivo/").text
    assert "Una domanda" in office.get("/ufficio/posta-in-arrivo/?quali=lette").text
    assert "È di nuovo" in office.post(address, follow_redirects=True).text


def test_what_was_done_by_itself_says_why(world: World, office: FlaskClient) -> None:
    ada = world.sign_up(world.edition(), "ada")
    take(mail(reply(ada), verdict=None))

    page = office.get("/ufficio/posta-in-arrivo/?quali=da-sole").text
    assert "Un rifiuto che non si sa di chi è" in page and "Ada Lovelace" in page


def test_a_stranger_s_words_are_words(office: FlaskClient) -> None:
    number = take(mail(Subject=UNSAFE, text=UNSAFE))[0]

    for page in (office.get("/ufficio/posta-in-arrivo/").text, office.get(f"/ufficio/posta-in-arrivo/{number}").text):
        assert UNSAFE not in page and "&lt;script&gt;" in page


def test_nobody_but_the_office_reads_it(world: World) -> None:
    take(mail())

    assert world.signed_in(Role.DESK).get("/ufficio/posta-in-arrivo/").status_code == 404


def test_a_month_later_the_mails_are_gone(world: World) -> None:
    take(mail(Subject="Una domanda"))
    with clock.at(now() + timedelta(days=31)), transaction():
        forget()

    assert db.session.query(Inbound).count() == 0


def test_on_the_mails_of_a_trial_one_can_answer_as_a_calendar(world: World, client: FlaskClient) -> None:
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    db.session.rollback()
    deliver_due()
    name = min(path.stem for path in mail_folder().glob("*.eml"))
    assert "Rispondi come farebbe il calendario" in client.get(f"/posta-di-prova/{name}").text

    said = client.post(f"/posta-di-prova/{name}/risposta", data={"risposta": "DECLINED"}, follow_redirects=True)

    assert "il posto è libero e va a chi aspetta" in said.text
    db.session.expire_all()
    assert (ada.is_cancelled, grace.is_confirmed) == (True, True)


def test_there_is_nothing_else_to_answer(client: FlaskClient) -> None:
    assert client.post("/posta-di-prova/20270111-090000-000001/risposta", data={"risposta": "MAH"}).status_code == 404
    nowhere = client.post("/posta-di-prova/20270111-090000-000001/risposta", data={"risposta": "DECLINED"})
    assert nowhere.status_code == 404
    from_afar = client.post(
        "/posta-di-prova/x/risposta", data={"risposta": "DECLINED"}, environ_base={"REMOTE_ADDR": "10.0.0.1"}
    )
    assert from_afar.status_code == 404
