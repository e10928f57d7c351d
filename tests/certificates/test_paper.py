import re
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from app.attendance.close import close
from app.certificates import render, words
from app.certificates.issue import issue
from app.certificates.models import Certificate
from app.certificates.refusals import CertificateRevoked
from app.certificates.revoke import revoke
from app.db import db, transaction
from app.lib import clock
from app.lib.codes import in_groups
from app.programme.models import Edition, Funding
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from app.registration.ticket_paper import ticket_pdf
from tests.papers import AFTER_ALL, came, page_count, qr_codes, text
from tests.world import World

BY = "office@example.org"
SIXTY = "Wilhelmina-Massimiliana Wollstonecraft-Montmorency Wwwwwwwww"
LONG_TITLE = "Operatore socio-sanitario: il mestiere, il percorso, le qualifiche e chi assume nel territorio " * 2


def certificate_for(world: World, person: Person, edition: Edition | None = None, meetings: int = 3) -> Certificate:
    edition = edition or world.three_meetings()
    with transaction():
        registration = sign_up(edition.id, person, source=Source.STAFF)
    came(registration, *edition.meetings[:meetings])
    with clock.at(AFTER_ALL), transaction():
        close(edition, BY)
        [certificate] = issue(edition, BY)
    return certificate


def test_the_paper_says_who_what_when_how_long_and_how_to_verify(world: World, tmp_path: Path) -> None:
    certificate = certificate_for(world, Person("Nicolò", "D’Angelo", email="n@example.org"), meetings=2)
    paper = render.ensure_pdf(certificate)
    said = text(paper)
    for expected in (
        "N. 2027-1/0001",
        "Nicolò D’Angelo",
        "ha partecipato al laboratorio gratuito",
        "Cercare lavoro online",
        "26 e 28 gennaio, 2 febbraio 2027",
        "ha frequentato 6 h su 9 h",
        "Sportello Lavoro, Bologna",
        "Bologna, 3 febbraio 2027",
        "La responsabile del programma",
        "Non costituisce certificazione delle competenze (d.lgs. 13/2013).",
        in_groups(certificate.code),
    ):
        assert expected in said
    address = f"{world.app.config['PUBLIC_URL']}/verifica/{certificate.code}".upper()
    assert qr_codes(paper, tmp_path) == (address, address)
    assert page_count(paper) == 1


def test_the_paper_is_tagged_for_who_cannot_see_it(world: World) -> None:
    certificate = certificate_for(world, world.person("ada"))
    with pikepdf.open(BytesIO(render.ensure_pdf(certificate))) as paper:
        assert str(paper.Root.Lang) == "it"
        assert paper.Root.MarkInfo.Marked
        assert str(paper.docinfo.Title) == "Attestato di partecipazione n. 2027-1/0001"
        assert b"pdfuaid:part" in paper.Root.Metadata.read_bytes()
        alternatives = [
            str(thing.Alt) for thing in paper.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        ]
    assert alternatives == [f"{world.app.config['PUBLIC_URL']}/verifica/{certificate.code}"]


def test_the_paper_is_printed_once_and_its_bytes_are_kept(world: World) -> None:
    certificate = certificate_for(world, world.person("ada"))
    first = render.ensure_pdf(certificate)
    with transaction():
        certificate.facts = certificate.facts | {"title": "Un altro titolo"}
    assert render.ensure_pdf(certificate) == first
    assert certificate.file_sha256 and len(certificate.file_sha256) == 64


def test_of_two_who_print_at_once_the_first_stands(world: World) -> None:
    certificate = certificate_for(world, world.person("ada"))
    seen_before = db.session.get_one(Certificate, certificate.id).file_sha256
    first = render.ensure_pdf(certificate)
    assert seen_before is None
    assert render.print_missing() == 0
    assert render.ensure_pdf(certificate) == first


def test_printing_again_gives_the_same_bytes(world: World) -> None:
    certificate = certificate_for(world, world.person("ada"))
    assert render.printed(certificate) == render.printed(certificate) == render.ensure_pdf(certificate)


def test_a_revoked_certificate_is_not_handed_out(world: World) -> None:
    certificate = certificate_for(world, world.person("ada"))
    render.ensure_pdf(certificate)
    with transaction():
        revoke(certificate, "Prova", BY)
    with pytest.raises(CertificateRevoked):
        render.ensure_pdf(certificate)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (SIXTY, SIXTY),
        ("W" * 60, "M" * 60),
        ("محمد", "العمراني"),
        ("小玲", "陈"),
        ("Олена", "Коваленко"),
        ("Maria Massimiliana", "De Angelis-Montecuccoli"),
    ],
)
def test_any_name_fits_on_the_page_and_is_readable(world: World, first: str, last: str, tmp_path: Path) -> None:
    certificate = certificate_for(world, Person(first, last, email="x@example.org"))
    with transaction():
        certificate.facts = certificate.facts | {
            "title": LONG_TITLE,
            "funding": {"name": "Programma nazionale «Città Metropolitane» 2021-2027", "code": "BO4.4.11.1.a"},
        }
    paper = render.ensure_pdf(certificate)
    assert page_count(paper) == 1
    letters = text(paper).replace(" ", "")
    assert all(word in letters for word in (first.split() + last.split()) if len(word) < 30)
    assert qr_codes(paper, tmp_path)[0]


def test_markup_in_a_name_is_printed_as_letters_and_fetches_nothing(world: World) -> None:
    name = '<img src="http://127.0.0.1:9/x.png">'
    certificate = certificate_for(world, Person(name, "Rossi", email="x@example.org"))
    assert '<imgsrc="http://127.0.0.1:9/x.png">Rossi' in text(render.ensure_pdf(certificate)).replace(" ", "")


def test_the_funders_stand_only_on_funded_papers(world: World) -> None:
    plain = certificate_for(world, world.person("ada"))
    edition = world.three_meetings(code="WEB-2")
    with transaction():
        edition.funding = Funding(name="PN Metro Plus 2021-2027", code="BO4.4.11")
    funded = certificate_for(world, world.person("ada"), edition)
    assert "contributo" not in text(render.ensure_pdf(plain))
    assert "PN Metro Plus 2021-2027" in text(render.ensure_pdf(funded))
    assert "BO4.4.11" in text(render.ensure_pdf(funded))


def test_the_ticket_is_one_page_with_its_code_in_letters_and_in_the_qr(world: World, tmp_path: Path) -> None:
    ada = world.sign_up(world.edition())
    paper = ticket_pdf(ada)
    said = text(paper)
    for expected in (
        "Il curriculum che si fa leggere",
        "Ada Lovelace",
        "giovedì 14 gennaio 2027, dalle 9:30 alle 12:30",
        "Sala incontri, Sportello Lavoro · Vicolo Bolognetti 2, Bologna",
        "Ingresso senza gradini",
        in_groups(ada.ticket_code),
    ):
        assert expected in said
    address = f"{world.app.config['PUBLIC_URL']}/t/{ada.ticket_code}".upper()
    assert qr_codes(paper, tmp_path) == (address, address)
    assert page_count(paper) == 1


def test_the_longest_ticket_is_still_one_page(world: World, tmp_path: Path) -> None:
    four = [(date(2027, 2, day), time(9, 30), time(12, 30)) for day in (2, 4, 9, 11)]
    edition = world.edition(title=LONG_TITLE, meetings=four)
    with transaction():
        for meeting in edition.meetings:
            meeting.room = None if meeting is edition.meetings[1] else meeting.room
        someone = sign_up(edition.id, Person("W" * 60, "M" * 60, email="x@example.org"), source=Source.STAFF)
    paper = ticket_pdf(db.session.get_one(Registration, someone.id))
    assert page_count(paper) == 1
    assert "giovedì 11 febbraio 2027" in text(paper)
    assert qr_codes(paper, tmp_path)[0]


def test_the_ticket_of_a_reserved_lab_does_not_say_which(world: World) -> None:
    edition = world.edition(title="Legge 68/99: il collocamento mirato", code="L68-1", reserved=True)
    paper = text(ticket_pdf(world.sign_up(edition)))
    assert "Incontro della Bussola del lavoro" in paper
    assert "68/99" not in paper and "L68" not in paper


def test_the_office_s_own_notes_are_on_nobody_s_ticket(world: World) -> None:
    edition = world.edition(notes="Chiavi dal custode")
    assert "custode" not in text(ticket_pdf(world.sign_up(edition)))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([date(2027, 1, 14)], "14 gennaio 2027"),
        ([date(2026, 10, day) for day in (14, 16, 21, 23)], "14, 16, 21 e 23 ottobre 2026"),
        ([date(2026, 12, 29), date(2027, 1, 7), date(2027, 1, 9)], "29 dicembre 2026, 7 e 9 gennaio 2027"),
    ],
)
def test_days_in_words(app: Flask, days: list[date], said: str) -> None:
    assert words.days_in_words(days) == said
    assert words.days_in_words(days, with_year=False) == re.sub(r" \d{4}", "", said)


@pytest.mark.one_database
@pytest.mark.parametrize(("minutes", "said"), [(540, "9 h"), (450, "7 h 30"), (45, "45 min"), (125, "2 h 05")])
def test_hours_as_papers_state_them(minutes: int, said: str) -> None:
    assert words.short_hours(minutes) == said
