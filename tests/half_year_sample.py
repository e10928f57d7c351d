"""The office's two sample files and what a season does with them: a half-year as it stands on one morning of March."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from app import create_app
from app.attendance.close import close
from app.certificates.issue import certificate_of, issue
from app.certificates.revoke import revoke
from app.checkin import pair
from app.checkin.scan import scan
from app.db import db, transaction
from app.lib import clock
from app.lib.pictures import redrawn
from app.programme.funding_logos import add_logo
from app.programme.leading import add_absence
from app.programme.list_entries import FUNDINGS, add_entry
from app.programme.models import Edition, Facilitator, Partner
from app.programme.pictures import keep_drawn
from app.registration import links
from app.registration.apply_changes import resize
from app.registration.call_off import cancel_edition
from app.registration.cancel import cancel
from app.registration.models import Registration, Source, Status
from app.registration.sign_up import Person, sign_up
from tests.half_year_to_plan import draft_of_next_half_year
from tests.journeys.half_year import BEFORE_THE_SEASON, OUR_OWN_CLOCK
from tests.programme.drawings import picture
from tests.sample_of_bodies import bodies_invited_to
from tests.sample_of_decisions import few_people_for_the_next, put_off
from tests.sample_of_inbox import mails_that_came_in
from tests.sample_of_messages import came_back, reminded
from tests.sample_of_people import every_language_on, fail_some, held_in, messages, signed_in, two_records_of
from tests.sample_of_registers import past_registers_of
from tests.sample_of_second_thoughts import second_thoughts
from tests.sample_of_sheets import sheets_to_look_over
from tests.servers import command

DATA = Path(__file__).parent / "data"
NOW = "2027-03-09T09:45:00+01:00"  # a Tuesday: UFF-1 has begun, some labs are over, some are open for sign-up
OFFICE, PASSWORD = "ufficio@example.org", "una password da prove"
BY = "prove"

UNBROKEN = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis"  # 60 letters without a space
SPACED = "Maria Addolorata Giuseppina Concetta Immacolata dell'Assunta"  # 60 letters with spaces
LONG_NAMES = [
    Person(UNBROKEN, UNBROKEN, email=f"{UNBROKEN.lower()}@{'sottodominio' * 4}.example.org", phone="+390516543810"),
    Person(SPACED, SPACED, phone="+390516543811", access_needs=["wheelchair", "sign_language"]),
]
DOUBLE = Person(SPACED, UNBROKEN, email=LONG_NAMES[0].email)
DELEGATE = Person(SPACED, UNBROKEN, email="ente@example.org", organisation=UNBROKEN * 2, job_title=SPACED)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=clock.ROME)


def load(environ: dict[str, str]) -> dict[str, str]:
    """Live the season up to NOW in an empty database; returns what addresses and cookies are made of."""
    out = command("programme", "import", str(DATA / "programma-2027-1.xlsx"), "--publish", environ=environ)
    assert out.stdout.splitlines()[-1:] == ["24 edizioni, 34 incontri"], out.stderr
    out = command("registration", "import", str(DATA / "iscrizioni-2027-1.csv"), environ=environ)
    tally = "400 iscrizioni: 357 confermate, 43 in lista d'attesa, 0 rifiutate"
    assert out.stdout.splitlines()[-1:] == [tally], out.stderr
    out = command("staff", "add", OFFICE, "--role", "office", environ=environ, stdin=f"{PASSWORD}\n{PASSWORD}\n")
    assert out.returncode == 0, out.stderr
    app = create_app(environ=environ | OUR_OWN_CLOCK)
    with app.app_context():
        found = _live(app)
        db.session.remove()
        with clock.at(datetime.fromisoformat(BEFORE_THE_SEASON)):
            fail_some(UNBROKEN)
        db.session.remove()
        db.engine.dispose()
    out = command("outbox", "deliver", environ=environ | {"BUSSOLA_NOW": NOW})
    assert out.returncode == 0, out.stderr
    with app.app_context():
        found |= messages() | came_back(UNBROKEN)
        found["mail"] = max(path.stem for path in Path(environ["INSTANCE_PATH"], "mail").glob("*.eml"))
        db.session.remove()
        db.engine.dispose()
    return found


def _live(app: Flask) -> dict[str, str]:
    found: dict[str, str] = {}
    found |= _a_lab_from_sign_up_to_certificates("WEB-1", [at(1, 26, 9, 20), at(1, 28, 9, 20), at(2, 2, 9, 20)])
    with clock.at(at(2, 10, 12)):
        for code in ("L68-1", "NET-1"):
            _sign_up(code, [DELEGATE, *LONG_NAMES])
        _cancel_edition("GIO-2")
    with clock.at(at(3, 8, 16)):
        confirmed, other = _sign_up("UFF-1", LONG_NAMES)
        found["token"], found["registration"], found["ticket"] = _names_of(confirmed)
        _fill("COL-2")
        found["waiting_token"], found["waiting"], found["waiting_ticket"] = _names_of(_sign_up("COL-2", LONG_NAMES)[0])
        gone = _sign_up("GIO-1", LONG_NAMES)[0]
        found["cancelled_token"], found["cancelled"], found["cancelled_ticket"] = _names_of(gone)
        with transaction():
            cancel(gone)
        draft_of_next_half_year(app, _edition("CON-1"), BY)
        _what_the_lists_hold()
        found |= bodies_invited_to(_edition("NET-1"), UNBROKEN, SPACED)
        found["put_off_token"], *_ignored = _names_of(_sign_up("OSS-2", LONG_NAMES)[0])
        found |= put_off(_edition("OSS-2"), BY)
        past_registers_of(_edition("COL-2"))
        found |= few_people_for_the_next(datetime.fromisoformat(NOW))
    with clock.at(at(3, 9, 9, 20)):
        found |= sheets_to_look_over(UNBROKEN, BY)
        found |= _an_open_door("UFF-1")
        found |= mails_that_came_in(UNBROKEN, confirmed)
        found |= two_records_of(_sign_up("COL-2", [DOUBLE])[0], confirmed, other)
    with clock.at(datetime.fromisoformat(NOW)):
        every_language_on()
        reminded()
        found |= signed_in(OFFICE, UNBROKEN) | held_in(_edition("WEB-2"), LONG_NAMES[0])
        found |= second_thoughts(_edition("CV-3"), UNBROKEN, SPACED, LONG_NAMES[0].email or "")
    return found


def _a_lab_from_sign_up_to_certificates(code: str, arrivals: list[datetime]) -> dict[str, str]:
    with clock.at(at(1, 20, 10)):
        first, second = _sign_up(code, LONG_NAMES)
    for number, arrival in enumerate(arrivals):
        with clock.at(arrival):
            _let_in(code, [first, second, *_confirmed(code)[number:8]])
    with clock.at(at(2, 3, 9)):
        with transaction():
            close(_edition(code), by=BY)
        with transaction():
            issue(_edition(code), by=BY)
    with clock.at(at(2, 4, 9)), transaction():
        revoked = certificate_of(second)
        assert revoked
        revoke(revoked, f"Nel registro c'era {UNBROKEN}", by=BY)
    certificate = certificate_of(first)
    assert certificate
    return {
        "certificate": str(certificate.number),
        "certificate_code": certificate.code,
        "revoked_code": revoked.code,
        "revoked_token": links.token_of(second),
        "certified_token": links.token_of(first),
        "certified": str(first.id),
    }


def _an_open_door(code: str) -> dict[str, str]:
    edition = _edition(code)
    _let_in(code, _confirmed(code)[:7])
    with transaction():
        device, _token = pair.make_device(edition, SPACED, by=BY)
        session = pair.open_door(device)
        _device, link = pair.make_device(edition, UNBROKEN, by=BY)
        closed, closed_link = pair.make_device(edition, "Telefono perso", by=BY)
        pair.revoke(closed, by=BY)
    scans = {}
    for name, read in {"admitted": _ticket("UFF-1"), "forged": "Q" * 16, "elsewhere": _ticket("WEB-2")}.items():
        with transaction():
            scans[f"scan_{name}"] = scan(device, str(uuid4()), read).id
    return {"door_cookie": session, "link": link, "closed_link": closed_link, **scans}


def _what_the_lists_hold() -> None:
    """Logos of every shape, days away, half days: for the first of each list."""
    drawn = [redrawn(picture(size=size)) for size in ((300, 120), (900, 90), (60, 200))]
    partner, leader = db.session.get(Partner, 1), db.session.get(Facilitator, 1)
    assert partner and leader
    with transaction():
        partner.logo, partner.website = keep_drawn(drawn[0]), f"https://www.{'sottodominio' * 4}.example.org/{UNBROKEN}"
        funding = add_entry(FUNDINGS, {"name": UNBROKEN, "code": "BO4.4.11", "words": SPACED}, by=BY)
        for one in drawn:
            add_logo(funding, one, UNBROKEN, by=BY)
        add_absence(leader, at(3, 29, 0).date(), at(4, 2, 0).date(), UNBROKEN, by=BY)
        leader.available_at = ["2-mattina", "4-pomeriggio"]
    with transaction():
        first = _edition("UFF-1")
        first.facilitators = [*{leader, *first.facilitators}]
        first.partners = [*{partner, *first.partners}]


def _let_in(code: str, arriving: Iterable[Registration]) -> None:
    with transaction():
        device, _token = pair.make_device(_edition(code), "Telefono di Marta", by=BY)
        for registration in arriving:
            scan(device, str(uuid4()), registration.ticket_code)


def _sign_up(code: str, people: list[Person]) -> list[Registration]:
    """Sign people up as staff, past the seats if need be; COL-2 is the lab with a queue."""
    over_seats = code != "COL-2"
    with transaction():
        return [
            sign_up(_edition(code).id, person, source=Source.STAFF, by=BY, over_seats=over_seats) for person in people
        ]


def _fill(code: str) -> None:
    """Leave the edition as many seats as it has people, so that the next one waits."""
    with transaction():
        edition = Edition.locked(_edition(code).id)
        resize(edition, max(edition.confirmed_count, 1), by=BY)


def _cancel_edition(code: str) -> None:
    with transaction():
        cancel_edition(Edition.locked(_edition(code).id), by=BY)


def _names_of(registration: Registration) -> tuple[str, str, str]:
    return links.token_of(registration), str(registration.id), registration.ticket_code


def _ticket(code: str) -> str:
    return _confirmed(code)[-1].ticket_code


def _confirmed(code: str) -> list[Registration]:
    there = Registration.edition_id == _edition(code).id, Registration.status == Status.CONFIRMED
    return list(db.session.scalars(select(Registration).where(*there).order_by(Registration.id)))


def _edition(code: str) -> Edition:
    return db.session.scalars(select(Edition).where(Edition.code == code)).one()
