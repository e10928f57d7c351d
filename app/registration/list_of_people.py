"""Who is signed up, as rows for a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import db
from app.lib.addresses import spoken_phone
from app.lib.clock import rome
from app.people.models import Participant
from app.programme.models import Edition
from app.registration import search, waiting_list
from app.registration.models import Registration, Status

Row = list[object]


@dataclass(frozen=True)
class Words:
    """How the reader's language says what records keep as keys."""

    status: Callable[[Registration], str]
    source: Callable[[str], str]
    needs: Callable[[list[str]], str]
    referral: Callable[[str | None], str]


def people_of(edition: Edition, words: Words) -> tuple[list[str], list[Row]]:
    """Headings and rows of one edition, access needs too: whoever makes the place ready has to know them."""
    headings = [*_headings(), _("Esigenze")]
    positions, people = waiting_list.positions(edition), _registrations([edition])
    signers = search.signers_of(people)
    return headings, [[*_row(one, positions, signers, words), words.needs(one.access_needs)] for one in people]


def people_of_all(editions: Sequence[Edition], words: Words) -> tuple[list[str], list[Row]]:
    """Headings and rows of many editions, each with its code and title; without access needs."""
    headings = [_("Codice"), _("Laboratorio"), _("Primo incontro"), *_headings()]
    by_edition: dict[int, list[Registration]] = {}
    registrations = _registrations(editions)
    signers = search.signers_of(registrations)
    for registration in registrations:
        by_edition.setdefault(registration.edition_id, []).append(registration)
    rows: list[Row] = []
    for edition in editions:
        people = by_edition.get(edition.id, [])
        waiting = sorted((one for one in people if one.is_waiting), key=lambda one: one.queue_number or 0)
        positions = {one.id: place for place, one in enumerate(waiting, start=1)}
        first = rome(edition.starts_at).date() if edition.starts_at else None
        rows += [[edition.code, edition.title, first, *_row(one, positions, signers, words)] for one in people]
    return headings, rows


def _headings() -> list[str]:
    return [
        _("Cognome"),
        _("Nome"),
        _("E-mail"),
        _("Telefono"),
        _("Stato"),
        _("Posto in lista"),
        _("Iscrizione arrivata"),
        _("Iscrizione del"),
        _("Ente"),
        _("Ruolo"),
        _("Chi l'ha inviata"),
        _("Chi l'ha iscritta"),
    ]


def _row(registration: Registration, positions: dict[int, int], signers: dict[int, str], words: Words) -> Row:
    person = registration.participant
    body = registration.organisation or person.organisation
    return [
        person.last_name if not registration.is_unnamed else None,
        person.first_name if not registration.is_unnamed else _("(nome da dare)"),
        registration.email,
        spoken_phone(registration.phone) if registration.phone else None,
        words.status(registration),
        positions.get(registration.id),
        words.source(registration.source),
        on_the_wall(registration.created_at),
        body.name if body else None,
        person.job_title,
        words.referral(registration.referral),
        signers.get(registration.id),
    ]


def _registrations(editions: Sequence[Edition]) -> list[Registration]:
    """Who has or awaits a place, by surname; who gave it up is nobody's business any more."""
    active = (
        select(Registration)
        .join(Registration.participant)
        .where(
            Registration.edition_id.in_([edition.id for edition in editions]), Registration.status != Status.CANCELLED
        )
        .options(joinedload(Registration.participant).joinedload(Participant.organisation))
        .options(joinedload(Registration.organisation))
        .order_by(Participant.sort_key, Registration.id)
    )
    return list(db.session.scalars(active))


def on_the_wall(instant: datetime) -> datetime:
    """The instant as Rome's clocks show it, without a zone: spreadsheets know none."""
    return rome(instant).replace(tzinfo=None, second=0, microsecond=0)
