"""Mails that are not answers: of people, of programs, of servers, and of who means harm."""

import pytest

from app.db import db, transaction
from app.inbox.ingest import ingest
from app.inbox.models import Inbound
from app.inbox.outcomes import Kind, Outcome
from app.outbox.bounces import is_unusable
from app.outbox.models import Bounce, Delivery, OutboxMessage
from app.outbox.verp import verp_of
from app.registration.models import Registration
from tests.inbox.answers import mail, reply
from tests.world import World


def take(raw: bytes) -> Inbound:
    with transaction():
        row = ingest(raw)
    db.session.refresh(row)
    return row


def test_a_person_s_mail_is_kept_for_people_to_read(world: World) -> None:
    row = take(mail(sender="Ada Lovelace <ada@example.org>", text="Posso portare mio figlio?", Subject="Una domanda"))

    assert (row.kind, row.outcome, row.sender, row.subject) == (
        Kind.PERSON,
        Outcome.TO_READ,
        "ada@example.org",
        "Una domanda",
    )
    assert row.raw and b"mio figlio" in row.raw


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Return_Path": "<>"},
        {"Precedence": "bulk"},
        {"Subject": "Out of office: torno lunedì"},
        {"Subject": "Risposta automatica: sono in ferie"},
    ],
)
def test_what_a_program_wrote_to_nobody_is_dropped(world: World, headers: dict[str, str]) -> None:
    row = take(mail(**headers))

    assert (row.kind, row.outcome, row.raw) == (Kind.AUTOMATIC, Outcome.DROPPED, None)


def test_our_own_invitation_coming_back_is_no_answer(world: World) -> None:
    world.sign_up(world.edition(), "ada")
    invitation = world.mails("confirmed")[0].calendar
    assert invitation

    row = take(mail(invitation, method="REQUEST"))

    assert (row.kind, row.outcome, row.why) == (Kind.PERSON, Outcome.TO_READ, "method REQUEST")


ODD = {
    "two events": lambda one: reply(one, more="END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTAMP:20270111T080000Z\r\n"),
    "two attendees": lambda one: reply(one, more="ATTENDEE;PARTSTAT=DECLINED:mailto:eva@example.org\r\n"),
    "a counter-proposal": lambda one: reply(one, method="COUNTER"),
    "no moment": lambda one: b"\r\n".join(line for line in reply(one).split(b"\r\n") if b"DTSTAMP" not in line),
    "no name": lambda one: b"\r\n".join(line for line in reply(one).split(b"\r\n") if not line.startswith(b"UID")),
    "nested without end": lambda one: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 2000 + b"END:VEVENT\r\n" * 2000,
    "too long": lambda one: reply(one, more="COMMENT:" + "x" * 70_000 + "\r\n"),
    "no calendar at all": lambda one: b"\x00\xff\xfe BEGIN:",
    "nothing": lambda one: b"",
}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_calendar_changes_nothing_and_is_left_for_people(world: World, what: str) -> None:
    one = world.sign_up(world.edition(), "ada")

    assert take(mail(ODD[what](one))).outcome == Outcome.TO_READ
    assert one.is_confirmed


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"From: a@b.it\r\n\r\n" + b"x" * 300_000, "too long"),
        (
            b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
            + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 60
            + b"--b--\r\n",
            "too many parts",
        ),
    ],
)
def test_what_is_too_large_is_not_taken_apart(world: World, raw: bytes, why: str) -> None:
    row = take(raw)

    assert (row.kind, row.outcome, row.why, row.raw) == (Kind.REFUSED, Outcome.TO_READ, why, None)
    assert take(raw).id == row.id


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 500,
        b"Subject: =?utf-16-nonsense?B?////?=\r\nFrom: =?x?q?\xff?= <a@b.it>\r\n\r\n\xff",
        b"Subject: a\r\nSubject: b\r\nFrom: a@b.it\r\nFrom: c@d.it\r\nMessage-ID: <" + b"x" * 900 + b"@y>\r\n\r\n",
        b"Content-Type: text/plain; charset=klingon\r\nFrom: a@b.it\r\n\r\nciao",
        b"Content-Type: multipart/mixed\r\nFrom: a@b.it\r\n\r\nno boundary",
    ],
)
def test_whatever_arrives_is_kept_and_nothing_breaks(world: World, raw: bytes) -> None:
    row = take(raw)

    assert row.outcome == Outcome.TO_READ and len(row.subject) <= 255


def report(to: str, action: str, status: str, words: str) -> bytes:
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.org\r\nTo: {to}\r\nSubject: Undelivered Mail\r\n"
        f"Message-ID: <{abs(hash((to, action, status)))}@mx.example.org>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; ada@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {words}\r\n\r\n--b--\r\n"
    ).encode()


@pytest.fixture
def sent(world: World) -> OutboxMessage:
    world.sign_up(world.edition(), "ada")
    message = world.mails("confirmed")[0]
    with transaction():
        message.status = Delivery.SENT
    return message


def test_a_mail_that_comes_back_for_good_is_shown_and_takes_no_place(world: World, sent: OutboxMessage) -> None:
    row = take(report(verp_of(sent.id), "failed", "5.1.1", "550 5.1.1 User unknown"))

    bounce = db.session.query(Bounce).one()
    assert (row.kind, row.outcome, row.about) == (Kind.BOUNCE, Outcome.CAME_BACK, sent.about)
    assert (bounce.message_id, bounce.is_permanent, bounce.address) == (sent.id, True, "ada@example.org")
    assert "User unknown" in bounce.words and sent.status == Delivery.BOUNCED
    assert db.session.query(Registration).one().is_confirmed and not is_unusable("ada@example.org")


def test_a_full_mailbox_is_for_now(world: World, sent: OutboxMessage) -> None:
    assert take(report(verp_of(sent.id), "delayed", "4.2.2", "452 full")).outcome == Outcome.CAME_BACK_FOR_NOW
    assert sent.status == Delivery.SENT


def test_a_server_that_writes_its_own_way_is_understood(world: World, sent: OutboxMessage) -> None:
    odd = (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@qmail.example\r\nTo: {verp_of(sent.id)}\r\nSubject: failure notice\r\n"
        "Message-ID: <q@qmail.example>\r\n\r\nHi. This is the qmail-send program at qmail.example.\r\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\r\n\r\n"
        "<ada@example.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n"
        "--- Below this line is a copy of the message.\r\n\r\nSubject: x\r\n"
    ).encode()

    assert take(odd).outcome == Outcome.CAME_BACK


def test_a_made_up_return_address_marks_nobody(world: World, sent: OutboxMessage) -> None:
    forged = verp_of(sent.id).replace(f"+{sent.id}.", f"+{sent.id + 1}.")

    assert take(report(forged, "failed", "5.1.1", "550 no")).outcome == Outcome.UNKNOWN_BOUNCE
    assert db.session.query(Bounce).count() == 0
