"""What makes the reader stumble is kept for people, and what is behind it is read all the same."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from app.db import db, transaction
from app.inbox import mailbox as reader
from app.inbox.ingest import ingest, proven_by
from app.inbox.mailbox import TO_READ, read_new
from app.inbox.models import Inbound
from app.inbox.outcomes import Kind, Outcome
from app.lib.clock import now
from app.outbox.models import Bounce
from app.outbox.verp import verp_of
from tests.inbox.answers import OURS, mail, reply
from tests.inbox.dovecot import Mailbox, running_dovecot
from tests.inbox.test_hostile_mails import READABLE, UNREADABLE
from tests.world import World


def take(raw: bytes) -> Inbound:
    proven = proven_by(raw)
    with transaction():
        row = ingest(raw, proven)
    db.session.refresh(row)
    return row


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Mailbox]:
    with running_dovecot() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(app: Flask, dovecot: Mailbox) -> Iterator[Mailbox]:
    app.config["INBOX_URL"] = dovecot.url
    yield dovecot
    app.config["INBOX_URL"] = ""


def test_every_hostile_mail_is_kept_by_both_databases_once(app: Flask) -> None:
    for what, raw in (READABLE | UNREADABLE).items():
        row = take(raw)
        assert row.outcome == Outcome.TO_READ, what
        assert take(raw).id == row.id, what
    assert db.session.query(Inbound).count() == len(READABLE | UNREADABLE)


def test_of_a_mail_that_is_too_long_people_see_from_whom_and_about_what(app: Flask) -> None:
    row = take(mail(sender="Ada <ada@example.org>", Subject="Le mie foto", text="x" * 300_000))

    assert (row.kind, row.why, row.sender, row.subject) == (Kind.REFUSED, "too long", "ada@example.org", "Le mie foto")
    assert row.raw is None, "it is read in the mailbox"


def test_one_mail_that_cannot_be_dealt_with_does_not_stop_those_behind_it(
    app: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(mail(text="prima"), mail(text="x" * 400_000), mail(text="dopo", Subject="Dopo"))
    before = mailbox.counts().get(TO_READ, 0)
    kept = reader.ingest

    def stumble(raw: bytes, proven: frozenset[str]) -> Inbound:
        if b"prima" in raw:
            raise ValueError("a character that no database keeps")
        assert len(raw) < 300_000, "no more is taken from the server than is read"
        return kept(raw, proven)

    monkeypatch.setattr(reader, "ingest", stumble)

    assert read_new() == {"to_read": 3}
    assert mailbox.counts()[TO_READ] == before + 3
    assert [row.why for row in db.session.query(Inbound).order_by(Inbound.id)] == [
        "stumbled: ValueError",
        "too long",
        None,
    ]


def test_a_database_that_is_busy_leaves_the_mail_where_it_is(
    app: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(mail(text="una risposta", Message_ID="<busy@example.org>"))

    def busy(_raw: bytes, _proven: frozenset[str]) -> Inbound:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(reader, "ingest", busy)
        with pytest.raises(OperationalError):
            read_new()
    assert mailbox.counts()["INBOX"] == 1
    assert read_new() == {"to_read": 1}


@pytest.mark.parametrize(
    "headers",
    [{"Subject": "Automatic reply: sono in ferie", "Auto_Submitted": "auto-replied"}, {"Return_Path": "<>"}],
)
def test_who_is_away_answers_the_envelope_and_bothers_nobody(world: World, headers: dict[str, str]) -> None:
    world.sign_up(world.edition(), "ada")
    message = world.mails("confirmed")[0]

    row = take(mail(text="Torno lunedì", Delivered_To=verp_of(message.id), **headers))

    assert (row.kind, row.outcome, row.about) == (Kind.BOUNCE, Outcome.DROPPED, message.about)
    assert db.session.query(Bounce).count() == 0


def test_a_clock_that_is_years_ahead_does_not_make_every_later_answer_old(app: Flask, world: World) -> None:
    app.config["INBOX_AUTHSERV"] = OURS
    ada = world.sign_up(world.edition(), "ada")
    try:
        take(mail(reply(ada, "ACCEPTED", stamp=now() + timedelta(days=3_000))))
        assert take(mail(reply(ada, "DECLINED", stamp=now() + timedelta(minutes=1)))).outcome == Outcome.DECLINED
    finally:
        app.config["INBOX_AUTHSERV"] = ""
