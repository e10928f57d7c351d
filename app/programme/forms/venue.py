"""A venue and its rooms, as the office writes them."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField, ValidationError
from wtforms.validators import Length, NumberRange, Optional

from app.lib.cells import UnreadableCell, as_degrees
from app.lib.coordinates import UnreadablePoint, checked_point, read_point
from app.programme.forms.fields import text_field
from app.programme.forms.list_fields import (
    LONGEST_LINK,
    UNKNOWN,
    name_field,
    retired_field,
    short_text,
    tidied_or_none,
    too_long,
    unknown_field,
    unknown_shown,
)
from app.programme.models import Room, Venue

MOST_SEATS = 5000
LONGEST_DIRECTIONS = 500  # letters
LONGEST_MAP_LINK = 1000  # letters


class VenueForm(FlaskForm):
    name = name_field(_l("Nome della sede"))
    is_online = BooleanField(_l("È online: non ha un indirizzo"))
    address = short_text(_l("Indirizzo"))
    municipality = short_text(_l("Comune"))
    is_step_free = unknown_field(_l("Si entra senza gradini?"))
    has_lift = unknown_field(_l("C’è l’ascensore?"))
    directions = text_field(_l("Come arrivare"), LONGEST_DIRECTIONS)
    point = StringField(
        _l("Incolla il punto sulla mappa"),
        [Optional(), Length(max=LONGEST_MAP_LINK, message=too_long())],
        filters=[tidied_or_none],
    )
    latitude = short_text(_l("Latitudine"))
    longitude = short_text(_l("Longitudine"))
    is_retired = retired_field(_l("È ritirata: non proporla per i nuovi incontri"))

    coordinates: tuple[float | None, float | None] = (None, None)

    def validate_municipality(self, field: StringField) -> None:
        if not field.data and not self.is_online.data:
            raise ValidationError(_l("Scrivi il comune: serve a chi cerca vicino a casa, e per la festa del patrono"))

    def validate_point(self, field: StringField) -> None:
        try:
            self.coordinates = read_point(field.data or "")
        except UnreadablePoint as error:
            raise ValidationError(str(error)) from error

    def validate_longitude(self, field: StringField) -> None:
        """The two fields count when nothing is pasted."""
        if self.point.data or not (self.latitude.data or field.data):
            return
        if not (self.latitude.data and field.data):
            raise ValidationError(_l("Scrivi tutte e due le coordinate, o nessuna"))
        try:
            self.coordinates = checked_point(as_degrees(self.latitude.data, 90), as_degrees(field.data, 180))
        except (UnreadablePoint, UnreadableCell) as error:
            raise ValidationError(str(error)) from error


class RoomForm(FlaskForm):
    name = name_field(_l("Nome della sala"))
    seats = IntegerField(_l("Posti a sedere"), [Optional(), NumberRange(1, MOST_SEATS, _l("Scrivi un numero"))])
    fire_limit = IntegerField(
        _l("Capienza antincendio"), [Optional(), NumberRange(1, MOST_SEATS, _l("Scrivi un numero"))]
    )
    equipment = short_text(_l("Attrezzature"), LONGEST_LINK)
    is_retired = retired_field(_l("È ritirata: non proporla per i nuovi incontri"))


def venue_shown(venue: Venue) -> dict[str, Any]:
    """All that the form shows of a venue."""
    facts = ("name", "is_online", "address", "municipality", "directions", "is_retired")
    return {name: getattr(venue, name) for name in facts} | {
        "is_step_free": unknown_shown(venue.is_step_free),
        "has_lift": unknown_shown(venue.has_lift),
        "latitude": "" if venue.latitude is None else str(venue.latitude),
        "longitude": "" if venue.longitude is None else str(venue.longitude),
    }


def venue_typed(form: VenueForm) -> dict[str, Any]:
    """What was typed, as columns by name; a place online has none of what is found by walking."""
    facts = {"name": form.name.data, "is_online": form.is_online.data, "is_retired": form.is_retired.data}
    walked: dict[str, Any] = {
        "address": form.address.data,
        "municipality": form.municipality.data,
        "is_step_free": UNKNOWN[form.is_step_free.data],
        "has_lift": UNKNOWN[form.has_lift.data],
        "directions": form.directions.data or None,
        "latitude": form.coordinates[0],
        "longitude": form.coordinates[1],
    }
    return facts | (dict.fromkeys(walked) if form.is_online.data else walked)


def room_shown(room: Room) -> dict[str, Any]:
    return {name: getattr(room, name) for name in ("name", "seats", "fire_limit", "equipment", "is_retired")}


def room_typed(form: RoomForm) -> dict[str, Any]:
    return {name: form[name].data for name in ("name", "seats", "fire_limit", "equipment", "is_retired")}
