"""The programme as a calendar that people subscribe to."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale, format_datetime
from flask_babel import gettext as _

from app.lib import ics
from app.lib.clock import now
from app.programme.models import Edition, Meeting, Programme
from app.programme.translate import said

CANCELLED_SHOWN_FOR = timedelta(days=30)  # after its date, so that also slow readers learn of it


def feed(programme: Programme, editions: Iterable[Edition], language: str) -> bytes:
    """The calendar of these ``editions`` of ``programme``, one event per meeting, in ``language``.

    The same editions make the same bytes, so that a reader who has them already need not fetch them again. It holds
    only what is public: no link to an online lab, nobody's name.
    """
    editions = list(editions)
    with force_locale(language):
        return ics.feed(
            tuple(entry for edition in editions for entry in _entries(edition)),
            name=f"Bussola del lavoro · {programme.title}",
            description=_("Laboratori gratuiti per chi cerca lavoro. Per partecipare serve l’iscrizione."),
            url=f"{current_app.config['PUBLIC_URL']}/programmi/{programme.slug}/",
            changed_at=max([programme.updated_at, *(edition.updated_at for edition in editions)]),
        )


def _entries(edition: Edition) -> Iterator[ics.Entry]:
    for meeting in edition.meetings:
        cancelled = edition.is_cancelled or meeting.cancelled_at is not None
        if cancelled and meeting.ends_at < now() - CANCELLED_SHOWN_FOR:
            continue
        yield ics.Entry(
            uid=_uid(meeting),
            stamp=edition.updated_at,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            summary=said(edition, "title"),
            description=_description(edition),
            location=meeting.location,
            sequence=edition.calendar_sequence,
            url=_page(edition),
            geo=meeting.venue.coordinates,
            categories=(said(edition.activity.theme, "name"),),
            cancelled=cancelled,
            cancelled_word=_("ANNULLATO"),
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
