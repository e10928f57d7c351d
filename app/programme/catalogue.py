"""What the public finds: the half-year in season, and its editions by the filters that people think in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.lib.clock import now, rome, today
from app.programme.models import ActivityKind, Edition, Facilitator, Programme, ProgrammeStatus, Venue
from app.programme.translate import said

MORNING_ENDS, AFTERNOON_ENDS = 13, 17  # hours in Rome: a lab that starts at 17 or later is in the evening
KINDS = {"laboratorio": ActivityKind.LAB, "networking": ActivityKind.NETWORKING_DAY}


@dataclass(frozen=True)
class Filters:
    """What a reader asked of the list; an empty string asks nothing. Names are those of the address's query."""

    tema: str = ""
    comune: str = ""
    mese: str = ""  # 2027-01
    fascia: str = ""  # mattina, pomeriggio, sera
    tipo: str = ""  # laboratorio, networking
    posti: str = ""  # «si»: only with free seats
    passati: str = ""  # «si»: also what is over

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """The filters of an address's query; unknown values find nothing rather than fail."""
        return cls(**{field.name: query.get(field.name, "")[:100] for field in fields(cls)})

    def asked(self) -> dict[str, str]:
        """Only what was asked, for links."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def keep(self, edition: Edition) -> bool:
        meetings = edition.held_meetings or edition.meetings  # what was called off is found where it would have been
        start = rome(meetings[0].starts_at) if meetings else None
        return bool(
            (not self.tema or edition.activity.theme.slug == self.tema)
            and (not self.comune or self.comune in {place_of(meeting.venue) for meeting in meetings})
            and (not self.mese or any(f"{meeting.day:%Y-%m}" == self.mese for meeting in meetings))
            and (not self.fascia or (start and part_of_day(start.hour) == self.fascia))
            and (not self.tipo or edition.activity.kind == KINDS.get(self.tipo))
            and (not self.posti or (edition.accepts_sign_ups(now()) and not edition.is_full))
            and (self.passati or not edition.has_ended(now()))
        )


ONLINE = "Online"


def place_of(venue: Venue) -> str:
    """The municipality of a venue, or «Online»."""
    return ONLINE if venue.is_online else venue.municipality or ""


def part_of_day(hour: int) -> str:
    """«mattina», «pomeriggio» or «sera» for an hour in Rome (0–23)."""
    if hour < MORNING_ENDS:
        return "mattina"
    return "pomeriggio" if hour < AFTERNOON_ENDS else "sera"


def in_season() -> Programme | None:
    """The published half-year of today, else the next to come, else the last that was."""
    published = db.session.scalars(
        select(Programme).where(Programme.status == ProgrammeStatus.PUBLISHED).order_by(Programme.first_on)
    ).all()
    running = [programme for programme in published if programme.last_on >= today()]
    return next(iter(running), published[-1] if published else None)


def public_programme(slug: str) -> Programme | None:
    """The half-year of this name, unless it is still a draft."""
    found = db.session.scalars(select(Programme).where(Programme.slug == slug)).one_or_none()
    return found if found and found.is_public else None


def public_editions(programme: Programme, with_agenda: bool = False, in_full: bool = False) -> list[Edition]:
    """The editions that everybody may see, as ``editions_of`` gives them."""
    return [edition for edition in editions_of(programme, with_agenda, in_full) if not edition.is_draft]


def editions_of(programme: Programme, with_agenda: bool = False, in_full: bool = False) -> list[Edition]:
    """All editions, drafts too, with what a list shows of them, by first meeting, in a fixed number of queries.

    ``in_full`` also with the agenda, the partners and the funding.
    """
    of_half_year = select(Edition).where(Edition.programme_id == programme.id)
    if with_agenda or in_full:
        of_half_year = of_half_year.options(selectinload(Edition.agenda))
    if in_full:
        of_half_year = of_half_year.options(selectinload(Edition.partners), joinedload(Edition.funding))
    return _listed(of_half_year)


def led_by(facilitator: Facilitator) -> list[Edition]:
    """What somebody leads in the half-years that are published and not archived, with the agenda; no drafts."""
    led = (
        select(Edition)
        .join(Edition.programme)
        .where(
            Edition.facilitators.contains(facilitator),
            Programme.status == ProgrammeStatus.PUBLISHED,
            Edition.is_draft.is_(False),
        )
    )
    return _listed(led.options(selectinload(Edition.agenda)))


def _listed(editions: Select[Edition]) -> list[Edition]:
    shown = (selectinload(Edition.meetings), joinedload(Edition.activity), joinedload(Edition.programme))
    found = db.session.scalars(editions.options(*shown)).all()
    return sorted(found, key=lambda edition: (edition.starts_at is None, edition.starts_at, edition.code))


def with_facilitators(editions: list[Edition]) -> list[Edition]:
    """The same editions, who leads them read at once."""
    led_by = select(Edition).where(Edition.id.in_([edition.id for edition in editions]))
    db.session.scalars(led_by.options(selectinload(Edition.facilitators))).all()
    return editions


def edition_of(programme: str, edition: str) -> Edition | None:
    """The edition of this code in this half-year, draft or not."""
    return db.session.scalars(
        select(Edition).join(Programme).where(Programme.slug == programme, Edition.slug == edition)
    ).one_or_none()


def other_dates(edition: Edition) -> list[Edition]:
    """The same lab on other dates of the half-year that still take people, soonest first."""
    same_lab = select(Edition).where(
        Edition.programme_id == edition.programme_id,
        Edition.activity_id == edition.activity_id,
        Edition.id != edition.id,
    )
    return [other for other in _listed(same_lab) if other.accepts_sign_ups(now())]


def by_day(editions: Iterable[Edition]) -> dict[date, list[Edition]]:
    """Editions under the day of their first meeting, days in order."""
    days: dict[date, list[Edition]] = {}
    for edition in editions:
        if edition.first_meeting:
            days.setdefault(edition.first_meeting.day, []).append(edition)
    return days


@dataclass(frozen=True)
class Choices:
    """What the filters offer, from the editions that are there: pairs of value and, for themes, its name."""

    themes: list[tuple[str, str]]
    municipalities: list[str]
    months: list[date]

    @classmethod
    def of(cls, editions: list[Edition]) -> "Choices":
        meetings = [meeting for edition in editions for meeting in edition.held_meetings]
        return cls(
            themes=sorted(
                {(e.activity.theme.slug, said(e.activity.theme, "name")) for e in editions}, key=lambda pair: pair[1]
            ),
            municipalities=sorted({place for meeting in meetings if (place := place_of(meeting.venue))}),
            months=sorted({meeting.day.replace(day=1) for meeting in meetings}),
        )
