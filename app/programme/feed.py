"""The programme as a calendar that people subscribe to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale, format_datetime
from flask_babel import gettext as _

from app.lib import ics
from app.lib.clock import now
from app.programme.models import Edition, Facilitator, Meeting, Programme
from app.programme.translate import said

BRAND = "Bussola del lavoro"
CANCELLED_SHOWN_FOR = timedelta(days=30)  # after its date, so that also slow readers learn of it
BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)  # when a calendar that holds nothing was last changed


def feed(programme: Programme, editions: Iterable[Edition], language: str, name: str = "") -> bytes:
    """The calendar of these ``editions`` of ``programme``, one event per meeting, in ``language``.

    The same editions make the same bytes, so that a reader who has them already need not fetch them again. It holds
    only what is public: no link to an online lab, nobody's name.
    """
    editions = list(editions)
    with force_locale(language):
        return ics.feed(
            tuple(entry for edition in editions for entry in _entries(edition)),
            name=name or f"{BRAND} · {programme.title}",
            description=_("Laboratori gratuiti per chi cerca lavoro. Per partecipare serve l’iscrizione."),
            url=f"{current_app.config['PUBLIC_URL']}/programmi/{programme.slug}/",
            changed_at=max([programme.updated_at, *(edition.updated_at for edition in editions)]),
        )


def name_of(programme: Programme, asked: Sequence[str]) -> str:
    """What the calendar is called in the reader's list: of what was ``asked`` of it, «Bussola del lavoro · Imola»."""
    return " · ".join([BRAND, *(asked or [programme.title])])


def of_facilitator(leader: Facilitator, editions: Sequence[Edition], language: str) -> bytes:
    """The calendar of whoever leads these ``editions``; reserved labs are neutral in it, because calendars are shared
    with colleagues and seen over shoulders."""
    with force_locale(language):
        return ics.feed(
            tuple(entry for edition in editions for entry in _entries(edition, discreet=True)),
            name=f"{BRAND} · {leader.name}",
            description=_("I laboratori che conduci. Questo indirizzo è solo tuo: non darlo ad altri."),
            url=current_app.config["PUBLIC_URL"],
            changed_at=max((edition.updated_at for edition in editions), default=BEFORE_ANYTHING),
        )


def _entries(edition: Edition, discreet: bool = False) -> Iterator[ics.Entry]:
    hidden = discreet and edition.is_reserved
    for meeting in edition.meetings:
        cancelled = edition.is_cancelled or meeting.cancelled_at is not None
        off = cancelled or edition.is_postponed
        if off and meeting.ends_at < now() - CANCELLED_SHOWN_FOR:
            continue
        yield ics.Entry(
            uid=_uid(meeting),
            stamp=edition.updated_at,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            summary=edition.discreet_title if discreet else said(edition, "title"),
            description="" if hidden else _description(edition),
            location=meeting.location,
            sequence=edition.calendar_sequence,
            url=None if hidden else _page(edition),
            geo=meeting.venue.coordinates,
            categories=() if hidden else (said(edition.activity.theme, "name"),),
            private=discreet,
            cancelled=off,
            cancelled_word=_("ANNULLATO") if cancelled else _("RINVIATO"),
        )


def _description(edition: Edition) -> str:
    parts = [
        said(edition, "summary"),
        _agenda(edition),
        _("Gratuito. Iscrizione e informazioni: %(url)s", url=_page(edition)),
    ]
    return "\n\n".join(part for part in parts if part)


def _agenda(edition: Edition) -> str:
    lines = [
        f"{format_datetime(item.starts_at, 'H:mm')} {item.title}" + (f" ({item.speakers})" if item.speakers else "")
        for item in edition.agenda
    ]
    return "\n".join(lines)


def _page(edition: Edition) -> str:
    return f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/{edition.slug}"


def _uid(meeting: Meeting) -> str:
    host = urlsplit(current_app.config["PUBLIC_URL"]).hostname
    return f"e-{meeting.edition.calendar_uid}-{meeting.id}@{host}"
