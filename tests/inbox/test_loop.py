"""The whole way round: a mail goes out, a calendar answers into a real mailbox, the next person is invited."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.db import db
from app.inbox.mailbox import DONE, TO_READ, read_new
from app.inbox.models import Inbound
from app.lib.clock import now
from app.outbox.deliver import deliver_due
from app.registration.models import Registration
from tests.inbox.answers import OURS, answered_by_ical_js, mail
from tests.inbox.dovecot import Mailbox, running_dovecot
from tests.lib.libical import faults_found_by_libical
from tests.outbox.postman import at_work
from tests.world import World


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Mailbox]:
    with running_dovecot() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(app: Flask, dovecot: Mailbox) -> Iterator[Mailbox]:
    app.config |= {"INBOX_URL": dovecot.url, "INBOX_AUTHSERV": OURS}
    yield dovecot
    app.config |= {"INBOX_URL": "", "INBOX_AUTHSERV": ""}


def test_declining_in_a_calendar_invites_the_next_person(app: Flask, world: World, mailbox: Mailbox) -> None:
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    db.session.rollback()
    with at_work() as postman:
        app.config["MAIL_URL"] = postman.url
        try:
            deliver_due()
            invited = next(sent for sent in postman.taken if "ada@example.org" in str(sent["To"]))
            invitation = next(part for part in invited.walk() if part.get_content_type() == "text/calendar")
            content = invitation.get_payload(decode=True)
            assert isinstance(content, bytes) and faults_found_by_libical(content) == []
            answer = answered_by_ical_js(content, "DECLINED", now())
            assert faults_found_by_libical(answer) == []
            mailbox.deliver(mail(answer), mail(text="Buongiorno, una domanda"))

            assert read_new() == {"declined": 1, "to_read": 1}

            db.session.expire_all()
            assert (ada.is_cancelled, grace.is_confirmed) == (True, True)
            db.session.rollback()
            deliver_due()
            promoted = [sent for sent in postman.taken if "grace@example.org" in str(sent["To"])][-1]
            second = next(part for part in promoted.walk() if part.get_content_type() == "text/calendar")
            assert second.get_param("method") == "REQUEST"
            assert "grace@example.org" in second.get_content().replace("\r\n ", "")
            assert len([sent for sent in postman.taken if "ada@example.org" in str(sent["To"])]) == 2
        finally:
            app.config["MAIL_URL"] = "file:"
    counts = mailbox.counts()
    assert (counts["INBOX"], counts[DONE] > 0, counts[TO_READ] > 0) == (0, True, True)


def test_a_crash_between_acting_and_putting_away_is_harmless(
    world: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(mail(text="una volta sola", Message_ID="<crash@example.org>"))
    with monkeypatch.context() as patch:
        patch.setattr("imap_tools.BaseMailBox.move", _die)
        with pytest.raises(KeyboardInterrupt):
            read_new()
    read_new()

    assert db.session.query(Inbound).filter_by(message_id="<crash@example.org>").count() == 1
    assert mailbox.counts()["INBOX"] == 0


def _die(*_args: object) -> None:
    raise KeyboardInterrupt


def test_a_mailbox_out_of_reach_is_tried_again_the_next_time(app: Flask, world: World) -> None:
    app.config["INBOX_URL"] = "imap://a:b@127.0.0.1:1/INBOX"
    try:
        assert read_new() == {}
    finally:
        app.config["INBOX_URL"] = ""
    assert db.session.query(Registration).count() == 0
