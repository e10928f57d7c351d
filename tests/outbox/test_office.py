from datetime import timedelta

import html5lib
from flask import Flask
from sqlalchemy import update

from app.db import db, transaction
from app.lib import clock
from app.outbox import deliver
from app.outbox.models import Delivery, OutboxMessage
from app.registration.apply_changes import move_meetings
from app.registration.cancel import cancel
from app.registration.planned_meetings import PlannedMeeting
from tests.outbox.postman import DROP, Postman
from tests.world import World


def text(page: str) -> str:
    return " ".join("".join(html5lib.parse(page, namespaceHTMLElements=False).itertext()).split())


def test_the_office_sees_what_was_promised_and_what_became_of_it(world: World, postman: Postman) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")
    deliver.deliver_due()
    world.sign_up(edition, "grace")
    office = world.signed_in()

    all_of_them = text(office.get("/ufficio/posta/").text)
    sent = text(office.get("/ufficio/posta/?stato=sent").text)
    searched = text(office.get("/ufficio/posta/?cerca=GRACE@").text)

    assert "ada@example.org" in all_of_them and "grace@example.org" in all_of_them
    assert "ada@example.org" in sent and "grace@example.org" not in sent
    assert "grace@example.org" in searched and "ada@example.org" not in searched


def test_a_preview_is_what_was_sent_in_a_frame_that_can_do_nothing(world: World, postman: Postman) -> None:
    world.sign_up(world.edition(), "ada")
    deliver.deliver_due()
    office, mail = world.signed_in(), world.mails()[0].id

    page, body = office.get(f"/ufficio/posta/{mail}"), office.get(f"/ufficio/posta/{mail}/corpo")

    assert "sandbox" in page.text and f"/ufficio/posta/{mail}/corpo" in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    policy = body.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "frame-ancestors 'self'" in policy
    sent = postman.taken[0].get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert text(body.text) == text(sent)
    assert 'src="data:image/png;base64,' in body.text and "cid:" not in body.text
    assert "Il curriculum che si fa leggere, dalle 14/01/2027, 9:30 alle 14/01/2027, 12:30" in text(page.text)


def test_what_stopped_can_be_sent_again_and_nothing_else(world: World, postman: Postman) -> None:
    world.sign_up(world.edition(), "ada")
    office, mail = world.signed_in(), world.mails()[0].id
    refused = office.post(f"/ufficio/posta/{mail}/reinvio")
    postman.answers["RCPT"] = ["550 full"]
    deliver.deliver_due()

    assert "550 full" in office.get(f"/ufficio/posta/{mail}").text
    again = office.post(f"/ufficio/posta/{mail}/reinvio")
    deliver.deliver_due()

    assert (refused.status_code, again.status_code) == (409, 303)
    assert len(postman.taken) == 1 and world.mails()[0].status == Delivery.SENT


def test_what_may_have_gone_twice_is_sent_again_by_a_person_only(world: World, postman: Postman) -> None:
    world.sign_up(world.edition(), "ada")
    postman.answers["TEXT"] = [DROP, DROP]
    for hours in (0, 1):
        with clock.at(clock.now() + timedelta(hours=hours)):
            deliver.deliver_due()
    office, mail = world.signed_in(), world.mails()[0].id

    assert "forse" in text(office.get(f"/ufficio/posta/{mail}").text)
    office.post(f"/ufficio/posta/{mail}/reinvio")
    deliver.deliver_due()

    assert world.mails()[0].status == Delivery.SENT


def test_whom_no_mail_reaches_is_called_and_ticked_off(world: World) -> None:
    later, sooner = world.three_meetings(), world.edition()
    world.sign_up(later, "alan")
    world.sign_up(sooner, "alan")
    office = world.signed_in()

    page = text(office.get("/ufficio/da-chiamare").text)

    assert "Alan Turing" in page and "051 654 3810" in page
    assert page.index("14 gennaio") < page.index("26 gennaio"), "the soonest meeting first"
    first = next(m for m in world.mails() if "curriculum" in m.subject)
    assert office.post(f"/ufficio/da-chiamare/{first.id}").status_code == 303
    assert office.post(f"/ufficio/da-chiamare/{first.id}").status_code == 303, "twice is once"
    assert world.mails()[1].status == Delivery.CALLED
    assert "Già chiamate" in office.get("/ufficio/da-chiamare").text


def test_a_call_marked_by_mistake_goes_back_on_the_list(world: World) -> None:
    world.sign_up(world.edition(), "alan")
    office, [call] = world.signed_in(), world.mails()
    for path in ("", "", "/di-nuovo", "/di-nuovo"):
        assert office.post(f"/ufficio/da-chiamare/{call.id}{path}").status_code == 303

    page = text(office.get("/ufficio/da-chiamare").text)

    assert "1 persona" in page and "Già chiamate" not in page
    assert "Alan Turing è di nuovo fra le persone da chiamare" in page
    assert "Rimessa fra le persone da chiamare" in office.get("/ufficio/cronologia/").text


def test_an_old_call_is_not_made_again_over_a_newer_one(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "alan")
    office, [call] = world.signed_in(), world.mails()
    office.post(f"/ufficio/da-chiamare/{call.id}")
    with transaction():
        later = [
            PlannedMeeting(one.starts_at + timedelta(days=1), one.ends_at + timedelta(days=1), one.venue, one.room)
            for one in edition.meetings
        ]
        move_meetings(edition, later, by="ufficio")

    page = text(office.post(f"/ufficio/da-chiamare/{call.id}/di-nuovo", follow_redirects=True).text)

    assert "più recente da dire" in page and "1 persona" in page
    assert "Il posto resta: all’ingresso basta dire il codice" in page


def test_a_mail_is_no_call_and_a_call_is_no_mail(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")
    world.sign_up(edition, "alan")
    mail, call = (message.id for message in world.mails())
    office = world.signed_in()

    assert office.post(f"/ufficio/da-chiamare/{mail}").status_code == 409
    assert office.get(f"/ufficio/posta/{call}").status_code == 404
    assert office.get("/ufficio/posta/999").status_code == 404


def test_every_message_can_be_said_on_the_telephone(world: World) -> None:
    edition = world.edition(seats=1)
    ada = world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    with transaction():
        cancel(ada)
    with transaction() as session:
        session.execute(update(OutboxMessage).values(status=Delivery.TO_CALL))

    page = text(world.signed_in().get("/ufficio/da-chiamare").text)

    assert [message.kind for message in world.mails()] == ["confirmed", "waiting", "cancelled", "promoted"]
    assert page.count("«Il curriculum che si fa leggere», giovedì 14 gennaio") == 4
    assert page.count("All’ingresso basta dire il codice") == 2


def test_the_page_of_trial_mails_shows_them_as_they_were_written(world: World, app: Flask) -> None:
    world.sign_up(world.edition(), "ada")
    deliver.deliver_due()
    visitor = app.test_client()

    index = visitor.get("/posta-di-prova/")
    name = html5lib.parse(index.text, namespaceHTMLElements=False).find(".//main//ul/li/a").get("href")
    page, body, whole = visitor.get(name), visitor.get(f"{name}/corpo"), visitor.get(f"{name}.eml")

    assert "Il posto è tuo: Il curriculum che si fa leggere" in index.text
    assert "REQUEST" in page.text and "/annullamento" in page.text and "giovedì 14 gennaio 2027" in page.text
    assert 'src="data:image/png;base64,' in body.text
    assert whole.data.startswith(b"Content-Type: multipart/mixed") or b"From: Bussola" in whole.data
    assert visitor.get("/posta-di-prova/..%2Fsecret_key").status_code == 404
    db.session.rollback()


def test_the_development_post_answers_this_machine_alone(app: Flask) -> None:
    passer_by = {"REMOTE_ADDR": "10.0.0.7"}

    assert app.test_client().get("/posta-di-prova/", environ_overrides=passer_by).status_code == 404
