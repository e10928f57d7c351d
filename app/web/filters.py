"""Dates, hours and amounts as people read them, for templates and messages alike."""

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from app.lib.addresses import spoken_phone
from app.lib.clock import rome
from app.lib.codes import in_groups, voice


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day,
        long_day=long_day,
        short_day=short_day,
        hour=hour,
        hours=hours,
        moment=moment,
        in_groups=in_groups,
        voice=voice,
        phone=spoken_phone,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _day(value: date | datetime) -> date:
    return rome(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime) -> str:
    """«martedì 14 gennaio» · “Tuesday 14 January”."""

    return format_date(_day(value), "EEEE d MMMM")


def long_day(value: date | datetime) -> str:
    """«martedì 14 gennaio 2027»."""
    return format_date(_day(value), "EEEE d MMMM yyyy")


def short_day(value: date | datetime) -> str:
    """«14/01/2027»."""
    return format_date(_day(value), "dd/MM/yyyy")


def hour(value: datetime) -> str:
    """«9:30», on Rome's clocks."""
    return format_datetime(value, "H:mm")


def moment(value: datetime) -> str:
    """«14/01/2027, 9:30»."""
    return format_datetime(value, "dd/MM/yyyy, H:mm")


def hours(minutes: int) -> str:
    """«7 h 30» or «9 ore»: a length in minutes as hours."""
    whole, rest = divmod(minutes, 60)
    if rest:
        return _("%(hours)s h %(minutes)02d", hours=whole, minutes=rest)
    return _("1 ora") if whole == 1 else _("%(hours)s ore", hours=whole)
