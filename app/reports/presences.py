"""Who was present, and for how long, as rows for a spreadsheet."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from app.attendance.register import Line, register_of
from app.certificates.models import Certificate
from app.db import db
from app.lib.clock import now, rome
from app.programme.models import Edition, Meeting
from app.registration.models import Registration

Row = list[object]


def presences_of(edition: Edition) -> tuple[list[str], list[Row]]:
    """Headings and rows of one edition: the minutes of each meeting under its day."""
    meetings = [_("%(meeting)s, minuti", meeting=_moment(meeting)) for meeting in edition.held_meetings]
    headings = [*_person(), *meetings, *_totals()]
    certificates = _certificates([edition])
    return headings, [_row(line, edition, len(meetings), certificates) for line in register_of(edition)]


def presences_of_all(editions: Sequence[Edition]) -> tuple[list[str], list[Row]]:
    """Headings and rows of many editions, each with its code and title; meetings are numbered."""
    most = max((len(edition.held_meetings) for edition in editions), default=0)
    meetings = [_("Incontro %(number)s, minuti", number=number) for number in range(1, most + 1)]
    headings = [_("Codice"), _("Laboratorio"), _("Primo incontro"), *_person(), *meetings, *_totals()]
    certificates, rows = _certificates(editions), []
    for edition in editions:
        first = rome(edition.starts_at).date() if edition.starts_at else None
        rows += [
            [edition.code, edition.title, first, *_row(line, edition, most, certificates)]
            for line in register_of(edition)
        ]
    return headings, rows


def _person() -> list[str]:
    return [_("Cognome"), _("Nome"), _("Ente")]


def _totals() -> list[str]:
    return [_("Minuti in tutto"), _("Minuti tenuti"), _("Quota in percentuale"), _("Attestato n.")]


def _row(line: Line, edition: Edition, columns: int, certificates: dict[int, str]) -> Row:
    person, held = line.registration.participant, edition.minutes_held
    minutes: Row = [
        presence.minutes if presence.meeting.starts_at <= now() or presence.minutes else None
        for presence in line.presences
    ]
    body = line.registration.organisation or person.organisation
    return [
        person.last_name,
        person.first_name,
        body.name if body else None,
        *minutes,
        *[None] * (columns - len(minutes)),
        line.minutes,
        held,
        round(100 * line.minutes / held) if held else None,
        certificates.get(line.registration.id),
    ]


def _certificates(editions: Sequence[Edition]) -> dict[int, str]:
    """The numbers of those that stand, by registration."""
    valid = (
        select(Certificate)
        .join(Certificate.registration)
        .where(Registration.edition_id.in_([edition.id for edition in editions]), Certificate.revoked_at.is_(None))
    )
    return {certificate.registration_id: certificate.full_number for certificate in db.session.scalars(valid)}


def _moment(meeting: Meeting) -> str:
    return f"{rome(meeting.starts_at):%d/%m/%Y %-H.%M}"
