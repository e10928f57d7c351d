"""What the office's lists offer to choose from, in forms; what is retired, only where it is chosen already."""

from collections.abc import Iterable

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.db import db
from app.languages.offered import offered
from app.lib.languages import SOURCE
from app.programme.models import Activity, ActivityKind, Facilitator, Funding, Partner, Room, Theme, Venue

Choice = tuple[str, str]


def places(chosen: Iterable[str] = ()) -> dict[str, list[Choice]]:
    """Venues and their rooms, a group per venue: values as ``place_value`` makes them."""
    chosen = set(chosen)
    groups: dict[str, list[Choice]] = {"": [("", _("Scegli sede e sala"))]}
    for venue in db.session.scalars(select(Venue).options(selectinload(Venue.rooms)).order_by(Venue.name)):
        rooms = [
            (place_value(venue, room), room.name if room else _("senza sala"))
            for room in [*venue.rooms, None]
            if place_value(venue, room) in chosen or not (venue.is_retired or (room and room.is_retired))
        ]
        if rooms:
            groups[venue.name] = [(value, f"{name}, {venue.name}") for value, name in rooms[:-1]] + [
                (rooms[-1][0], venue.name if venue.is_online else f"{venue.name}, {rooms[-1][1]}")
            ]
    return groups


def place_value(venue: Venue | None, room: Room | None) -> str:
    """``3-7`` for room 7 of venue 3, ``3`` for the venue without a room."""
    if venue is None:
        return ""
    return f"{venue.id}-{room.id}" if room else str(venue.id)


def place_of(value: str) -> tuple[Venue, Room | None]:
    """The venue and the room that ``place_value`` named; raises NoResultFound for what is not there."""
    venue_id, _dash, room_id = value.partition("-")
    venue = db.session.get_one(Venue, int(venue_id))
    return venue, next(room for room in venue.rooms if room.id == int(room_id)) if room_id else None


def activities() -> dict[str, list[Choice]]:
    """What there is to teach or discuss, labs and networking days apart."""
    found = db.session.scalars(select(Activity).order_by(Activity.title)).all()
    groups: dict[str, list[Choice]] = {"": [("", _("Un laboratorio nuovo: scrivi qui sotto il titolo"))]}
    for kind, name in ((ActivityKind.LAB, _("Laboratori")), (ActivityKind.NETWORKING_DAY, _("Giornate di networking"))):
        of_kind = [(str(one.id), one.title) for one in found if one.kind == kind]
        if of_kind:
            groups[name] = of_kind
    return groups


def themes() -> list[Choice]:
    found = db.session.scalars(select(Theme).order_by(Theme.name))
    return [("", _("Scegli il tema")), *((str(theme.id), theme.name) for theme in found)]


def partners(chosen: Iterable[int] = ()) -> list[tuple[int, str]]:
    chosen = set(chosen)
    found = db.session.scalars(select(Partner).order_by(Partner.name))
    return [(one.id, one.name) for one in found if one.id in chosen or not one.is_retired]


def facilitators(chosen: Iterable[int] = ()) -> list[tuple[int, str]]:
    chosen = set(chosen)
    found = db.session.scalars(select(Facilitator).order_by(Facilitator.name))
    return [(one.id, one.name) for one in found if one.id in chosen or not one.is_retired]


def fundings() -> list[Choice]:
    found = db.session.scalars(select(Funding).order_by(Funding.name))
    return [("", _("Nessuno")), *((str(one.id), one.name) for one in found)]


def kinds() -> list[Choice]:
    return [
        (ActivityKind.LAB.value, _("Laboratorio")),
        (ActivityKind.NETWORKING_DAY.value, _("Giornata di networking")),
    ]


def other_languages() -> list[Choice]:
    """The languages that the site speaks besides Italian: code and name."""
    return [(code, in_words(code)) for code in offered() if code != SOURCE]


def in_words(language: str) -> str:
    """«inglese», in the reader's language."""
    return Locale(language).get_display_name(get_locale()) or language
