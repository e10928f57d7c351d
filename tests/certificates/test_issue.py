from datetime import date, time

import pytest

from app.attendance.close import close
from app.attendance.record import record
from app.certificates.issue import certificate_of, issue, was_revoked
from app.certificates.models import Certificate
from app.certificates.refusals import CertificatesStand, RegistersOpen, RevocationReasonMissing
from app.certificates.reopen import reopen
from app.certificates.revoke import revoke
from app.db import db, transaction
from app.lib import clock
from app.outbox.models import Delivery
from app.programme.models import Edition
from tests.papers import AFTER_ALL, came
from tests.world import World

BY = "office@example.org"


def closed_and_issued(edition: Edition) -> list[Certificate]:
    with clock.at(AFTER_ALL), transaction():
        close(edition, BY)
        return issue(edition, BY)


def test_one_two_and_three_meetings_of_three(world: World) -> None:
    edition = world.three_meetings()
    one, two, three = (world.sign_up(edition, who) for who in ("ada", "grace", "olena"))
    came(one, *edition.meetings[:1])
    came(two, *edition.meetings[:2])
    came(three, *edition.meetings)
    issued = {
        certificate.facts["name"]: (certificate.facts["minutes_attended"], certificate.facts["minutes_held"])
        for certificate in closed_and_issued(edition)
    }
    assert issued == {"Grace Hopper": (360, 540), "Olena Kovalenko": (540, 540)}
    assert certificate_of(one) is None


def test_numbers_run_on_within_the_half_year_in_the_registers_order(world: World) -> None:
    first, second = world.three_meetings(), world.three_meetings(code="WEB-2")
    for edition in (first, second):
        for who in ("grace", "ada"):
            came(world.sign_up(edition, who), *edition.meetings)
    numbers = [certificate.full_number for edition in (first, second) for certificate in closed_and_issued(edition)]
    assert numbers == ["2027-1/0001", "2027-1/0002", "2027-1/0003", "2027-1/0004"]


def test_issuing_twice_is_issuing_once(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings)
    assert len(closed_and_issued(ada.edition)) == 1
    assert closed_and_issued(ada.edition) == []
    assert len(world.mails("certificate")) == 1


def test_cancelled_meetings_are_not_held(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, ada.edition.meetings[0])
    with transaction():
        ada.edition.meetings[1].cancelled_at = clock.now()
    assert closed_and_issued(ada.edition) == []  # 3 hours of 6
    with transaction():
        reopen(ada.edition, BY)
        ada.edition.meetings[2].cancelled_at = clock.now()
    [certificate] = closed_and_issued(ada.edition)
    assert (certificate.facts["minutes_attended"], certificate.facts["minutes_held"]) == (180, 180)


def test_a_few_minutes_short_of_two_thirds_is_not_enough(world: World) -> None:
    edition = world.three_meetings()
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    with clock.at(AFTER_ALL), transaction():
        for someone, minutes in ((ada, 179), (grace, 180)):
            record(someone, edition.meetings[0], 180, "Dal foglio firme", BY)
            record(someone, edition.meetings[1], minutes, "Dal foglio firme", BY)
    assert [certificate.facts["name"] for certificate in closed_and_issued(edition)] == ["Grace Hopper"]


def test_nothing_is_issued_while_the_registers_are_open(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings)
    with clock.at(AFTER_ALL), pytest.raises(RegistersOpen, match="WEB-1"), transaction():
        issue(ada.edition, BY)


def test_the_facts_are_frozen(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings)
    [certificate] = closed_and_issued(ada.edition)
    with transaction():
        ada.participant.first_name = "Augusta Ada"
        ada.edition.activity.title = "Un altro titolo"
    db.session.expire_all()
    assert certificate.facts["name"] == "Ada Lovelace"
    assert certificate.facts["title"] == "Cercare lavoro online"
    assert certificate.facts["issued_on"] == "2027-02-03"


def test_a_reserved_lab_is_nowhere_in_the_facts(world: World) -> None:
    edition = world.edition(
        title="Legge 68/99: il collocamento mirato",
        theme="Diritti e inclusione",
        reserved=True,
        code="L68-1",
        summary="Come funziona l'iscrizione al collocamento mirato.",
        meetings=[(date(2027, 1, 28), time(10), time(12, 30))],
    )
    ada = world.sign_up(edition)
    came(ada, *edition.meetings)
    [certificate] = closed_and_issued(edition)
    assert "68" not in certificate.facts["title"]
    assert certificate.facts["title"] == "Incontro della Bussola del lavoro"
    assert certificate.facts["summary"] is None and certificate.facts["theme"] is None


def test_the_message_names_the_lab_and_never_the_person(world: World) -> None:
    edition = world.three_meetings()
    ada, alan = world.sign_up(edition, "ada"), world.sign_up(edition, "alan")
    for someone in (ada, alan):
        came(someone, *edition.meetings)
    closed_and_issued(edition)
    to_ada, to_alan = world.mails("certificate")
    assert to_ada.facts["manage_url"].startswith(world.app.config["PUBLIC_URL"] + "/iscrizioni/")
    assert "Ada" not in str(to_ada.facts) + to_ada.subject and "Cercare lavoro online" in to_ada.subject
    assert to_alan.status == Delivery.TO_CALL  # he has only a telephone


def test_the_message_about_a_reserved_lab_does_not_name_it(world: World) -> None:
    ada = world.sign_up(world.three_meetings(title="Legge 68/99", reserved=True))
    came(ada, *ada.edition.meetings)
    closed_and_issued(ada.edition)

    (message,) = world.mails("certificate")
    assert "Legge 68" not in str(message.facts) + message.subject


def test_registers_do_not_open_again_while_certificates_stand(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings)
    closed_and_issued(ada.edition)
    with pytest.raises(CertificatesStand), transaction():
        reopen(ada.edition, BY)


def test_a_revoked_certificate_is_replaced_by_a_new_number(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings[:2])
    [first] = closed_and_issued(ada.edition)
    with clock.at(AFTER_ALL), transaction():
        revoke(first, "Mancava una presenza", BY)
        reopen(ada.edition, BY)
        record(ada, ada.edition.meetings[2], 180, "Dal foglio firme", BY)
    [second] = closed_and_issued(ada.edition)
    assert (second.full_number, second.facts["minutes_attended"]) == ("2027-1/0002", 540)
    assert certificate_of(ada) == second and was_revoked(ada)


def test_revoking_needs_a_reason(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings)
    [certificate] = closed_and_issued(ada.edition)
    with pytest.raises(RevocationReasonMissing), transaction():
        revoke(certificate, " ", BY)
