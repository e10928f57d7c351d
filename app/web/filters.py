"""Dates, hours and amounts as people read them, for templates and messages alike."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import quote

from flask import Flask
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.certificates import words as papers
from app.lib import qr, written_days
from app.lib.addresses import spoken_phone
from app.lib.clock import rome
from app.lib.codes import in_groups, voice
from app.lib.languages import SOURCE
from app.programme import translate
from app.programme.forms import choices
from app.programme.models import Meeting, Programme, Venue
from app.web import plain_words, words

# What the settings say unless the office says otherwise, marked so that it has its English.
SAID_BY_DEFAULT = (_l("Dal lunedì al venerdì, dalle 9 alle 13"),)


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day,
        day_month=day_month,
        days=days,
        long_day=long_day,
        short_day=short_day,
        weekday=weekday,
        short_month=short_month,
        month=month,
        hour=hour,
        hours=papers.short_hours,
        moment=moment,
        in_groups=in_groups,
        voice=voice,
        phone=spoken_phone,
        map_url=map_url,
        step_free=step_free,
        share=share,
        masked=masked,
        as_set=as_set,
        in_language=in_language,
        qr=qr.svg,
        **words.FILTERS,
        **translate.FILTERS,
        **plain_words.FILTERS,
    )
    app.jinja_env.globals["other_languages"] = choices.other_languages
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _day(value: date | datetime) -> date:
    return rome(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime) -> str:
    """«martedì 14 gennaio» · “Tuesday 14 January”."""
    return written_days.weekday_first(_day(value))


def day_month(value: date | datetime) -> str:
    """«14 gennaio»."""
    return written_days.alone(_day(value))


def days(meetings: Iterable[Meeting]) -> str:
    """The days of several meetings, each month said once: «26 e 28 gennaio, 2 febbraio»."""
    return papers.days_in_words([meeting.day for meeting in meetings], with_year=False)


def weekday(value: date | datetime) -> str:
    """«gio»."""
    return format_date(_day(value), "EEE")


def short_month(value: date) -> str:
    """«gen»."""
    return format_date(value, "MMM")


def month(value: date) -> str:
    """«gennaio 2027»."""
    return written_days.month(value)


def long_day(value: date | datetime) -> str:
    """«martedì 14 gennaio 2027»."""
    return written_days.in_full(_day(value))


def short_day(value: date | datetime) -> str:
    """«14/01/2027»."""
    return format_date(_day(value), "dd/MM/yyyy")


def hour(value: datetime) -> str:
    """«9:30», on Rome's clocks."""
    return format_datetime(value, "H:mm")


def moment(value: datetime) -> str:
    """«14/01/2027, 9:30»."""
    return format_datetime(value, "dd/MM/yyyy, H:mm")


def map_url(venue: Venue) -> str:
    """A link (never an embedded map, which would tell a stranger who reads the page) to where the venue is."""
    if venue.coordinates:
        latitude, longitude = venue.coordinates
        place = f"mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}"
        return f"https://www.openstreetmap.org/?{place}"
    return f"https://www.openstreetmap.org/search?query={quote(f'{venue.name}, {venue.full_address}')}"


def step_free(value: bool | None) -> str:
    """Whether one gets in without steps; unknown is said to be unknown."""
    if value is None:
        return _("Non sappiamo ancora se l'ingresso è senza gradini: chiamaci e ci informiamo.")
    return _("Ingresso senza gradini") if value else _("L'ingresso ha dei gradini: chiamaci se ti serve aiuto.")


def share(programme: Programme) -> str:
    """The part of the hours that a certificate asks for: «2/3»."""
    return f"{programme.certificate_share_of}/{programme.certificate_share_in}"


def masked(email: str) -> str:
    """An address that its owner recognises and nobody else learns: «a…@example.org»."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"


def as_set(sentence: str) -> str:
    """A sentence from the settings in the reader's language, or as it is written there."""
    return _(sentence) if sentence else ""


def in_language(url: str, language: str) -> str:
    """The address of a page that is to open in ``language``, for mails: Italian needs no saying."""
    if language == SOURCE:
        return url
    return f"{url}{'&' if '?' in url else '?'}lang={language}"
