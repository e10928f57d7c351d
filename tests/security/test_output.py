"""What people and sheets say stays text, wherever it is shown."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient

from app.db import transaction
from app.lib import clock
from app.outbox import render
from app.outbox.call import call_made
from app.outbox.models import OutboxMessage
from app.people.models import Participant
from app.privacy.forget import forget
from app.programme.models import Room
from app.registration.cancel import cancel
from app.registration.told import places_and_times
from tests.checkin.conftest import QUARTER_PAST_NINE, phone_of, read
from tests.world import World

TWO_MONTHS_LATER = datetime(2027, 3, 20, 9, tzinfo=clock.ROME)
LINK = "javascript://example.org/%0aalert(1)"


def html_of(message: OutboxMessage) -> str:
    return render.letter(message.kind, message.facts, message.language).html


def test_the_name_of_a_room_is_text_also_in_a_mail(world: World) -> None:
    edition = world.edition()
    with transaction() as session:
        session.get_one(Room, edition.meetings[0].room_id).name = "Sala <blu> & <b>co</b>"
    world.sign_up(edition)
    before = places_and_times(edition)
    [mail] = world.mails("confirmed")
    changed = mail.facts | {"changes": [{"before": before[0], "after": before[0]}], "has_a_place": False}

    for html in (html_of(mail), render.letter("changed", changed, "it").html):
        assert "Sala &lt;blu&gt; &amp; &lt;b&gt;co&lt;/b&gt;" in html
        assert "<b>co</b>" not in html


def test_a_link_to_an_online_lab_is_one_to_the_web(world: World) -> None:
    edition = world.edition(code="CV-1")
    answer = world.signed_in().post("/ufficio/programmi/2027-1/cv-1/modifica", data={"seats": "10", "online_url": LINK})

    assert answer.status_code == 422
    assert edition.online_url is None


def test_data_for_search_engines_cannot_leave_their_script(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1", title="</script><svg onload=alert(1)>", summary="</script><!--")
    page = client.get("/programmi/2027-1/cv-1").text

    assert page.count("</script>") == 1
    assert "<svg onload" not in page


def test_the_page_of_who_gave_up_a_reserved_lab_names_it_nowhere(world: World, client: FlaskClient) -> None:
    edition = world.edition(title="Legge 68/99: il collocamento mirato", reserved=True, code="L68-1")
    world.edition(title="Legge 68/99: il collocamento mirato", reserved=True, code="L68-2")
    ada = world.sign_up(edition)
    [mail] = world.mails("confirmed")
    address = mail.facts["manage_url"].removeprefix(world.app.config["PUBLIC_URL"])
    with transaction():
        cancel(ada)

    for path in (address, f"/t/{ada.ticket_code}"):
        assert "Legge 68" not in client.get(path).text


@pytest.mark.parametrize("kind", ["confirmed", "certificate"])
def test_an_emptied_message_breaks_no_page(world: World, kind: str) -> None:
    world.sign_up(world.edition(), "ada")
    world.sign_up(world.edition(), "alan")
    mailed, called = world.mails()
    with transaction():
        call_made(called)
        mailed.kind = called.kind = kind
    with clock.at(TWO_MONTHS_LATER), transaction():
        forget()
    with clock.at(TWO_MONTHS_LATER):
        office = world.signed_in()

        assert office.get(f"/ufficio/posta/{mailed.id}").status_code == 200
        assert office.get(f"/ufficio/posta/{mailed.id}/corpo").status_code == 404
        assert office.get("/ufficio/da-chiamare").status_code == 200


def test_a_mail_that_stopped_and_was_emptied_needs_nobody_any_more(world: World) -> None:
    world.sign_up(world.edition(), "ada")
    [mail] = world.mails()
    with transaction():
        mail.status = "failed"
    with clock.at(TWO_MONTHS_LATER), transaction():
        forget()

    assert mail.status == "dropped"


def test_a_name_typed_at_the_door_is_forgotten(world: World) -> None:
    edition = world.edition()
    with clock.at(QUARTER_PAST_NINE):
        kept = read(phone_of(edition), "Maria Montessori")
    assert kept.read == "Maria Montessori"
    with clock.at(TWO_MONTHS_LATER), transaction():
        forget()

    assert kept.read == ""


@pytest.mark.usefixtures("database")
def test_names_are_text_on_every_page_of_the_office(world: World) -> None:
    edition = world.edition(code="CV-1")
    ada = world.sign_up(edition, "ada")
    with transaction() as session:
        session.get_one(Participant, ada.participant_id).last_name = '"><svg onload=alert(1)>'
    office = world.signed_in()

    for path in ("programmi/2027-1/cv-1", f"iscrizioni/{ada.id}", "programmi/2027-1/cv-1/presenze", "cronologia/"):
        assert "<svg onload" not in office.get(f"/ufficio/{path}").text
