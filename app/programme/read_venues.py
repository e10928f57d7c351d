"""Venues and rooms, from the sheet «Sedi» and from what every meeting's row says of its place."""

from flask_babel import gettext as _

from app.lib.cells import as_count, as_degrees, as_flag
from app.lib.names import folded
from app.lib.sheets import Row
from app.programme.draft import DraftRoom, DraftVenue

COLUMNS = {
    "venue": ("Sede", "Nome sede", "Luogo"),
    "room": ("Sala", "Aula", "Stanza"),
    "address": ("Indirizzo", "Via"),
    "municipality": ("Comune", "Città"),
    "is_step_free": ("Senza barriere", "Accessibile", "Accessibilità"),
    "seats": ("Posti", "Numero posti", "N. posti"),
    "fire_limit": ("Capienza", "Capienza massima", "Capienza antincendio"),
    "latitude": ("Latitudine", "Lat"),
    "longitude": ("Longitudine", "Lon", "Long"),
    "equipment": ("Attrezzature", "Dotazioni"),
}
NEEDED = {"venue"}
LONGEST_NAME = 120  # letters
LONGEST_NOTE = 250  # letters


class Venues:
    """The venues of one file, merged as they are met; what two rows say of one venue must agree."""

    def __init__(self) -> None:
        self.by_key: dict[str, DraftVenue] = {}
        self._said: dict[tuple[str, str], tuple[object, str]] = {}
        self._blamed: set[tuple[str, str]] = set()

    def add(self, row: Row, inherits: Row | None = None) -> tuple[str, str] | None:
        """Take the place that ``row`` names, blank cells read from the row it ``inherits`` from.

        Returns the keys of venue and room ('' for no room), or None when the row names no venue.
        """
        source = row if row.has("venue") or inherits is None else inherits
        name = source.text("venue", LONGEST_NAME)
        if name is None:
            return None
        venue = self.by_key.setdefault(folded(name), DraftVenue(name))
        same_place = inherits is not None and folded(str(inherits.values.get("venue"))) == venue.key
        rows = [row, inherits] if inherits is not None and (source is inherits or same_place) else [row]
        for field in ("address", "municipality"):
            self._agree(venue, field, next((one for one in rows if one.has(field)), row))
        room_row = next((one for one in rows if one.has("room")), row)
        room = room_row.text("room", LONGEST_NAME)
        if room:
            venue.rooms.setdefault(folded(room), DraftRoom(room))
        venue.is_online = venue.key in {"online", "on line"} or (
            "online" in venue.key.split() and not (venue.address or venue.municipality)
        )
        return venue.key, folded(room) if room else ""

    def _agree(self, venue: DraftVenue, field: str, row: Row) -> None:
        text = row.text(field, LONGEST_NAME)
        if text is None:
            return
        said, where = self._said.setdefault((venue.key, field), (text, row.sheet.where(row.number)))
        if folded(str(said)) != folded(text) and (venue.key, "address") not in self._blamed:
            self._blamed.add((venue.key, "address"))
            row.fault(
                _(
                    "«%(venue)s» qui sta a «%(here)s», ma nel %(where)s sta a «%(there)s». Scrivi lo stesso indirizzo "
                    "in tutte le righe, o dai un altro nome a una delle due sedi.",
                    venue=venue.name,
                    here=text,
                    there=said,
                    where=where.removeprefix(f"{row.sheet.faults.file}, "),
                ),
                field,
            )
        setattr(venue, field, getattr(venue, field) or text)

    def describe(self, row: Row) -> None:
        """Take a row of «Sedi»: the place, and all that is known of it."""
        keys = self.add(row)
        if keys is None:
            row.fault(_("manca il nome della sede. Scrivilo, o cancella la riga."), "venue")
            return
        venue = self.by_key[keys[0]]
        step_free = row.read("is_step_free", as_flag)
        if step_free is not None and venue.is_step_free not in {None, step_free}:
            row.fault(
                _(
                    "«%(venue)s» è sia con sia senza barriere. Scrivi lo stesso in tutte le sue righe.",
                    venue=venue.name,
                ),
                "is_step_free",
            )
        venue.is_step_free = step_free if step_free is not None else venue.is_step_free
        self._locate(venue, row)
        seats, limit = row.read("seats", as_count), row.read("fire_limit", as_count)
        if seats and limit and seats > limit:
            row.fault(
                _(
                    "%(seats)s posti sono più della capienza (%(limit)s). Correggi i posti o la capienza.",
                    seats=seats,
                    limit=limit,
                ),
                "seats",
            )
        equipment = row.text("equipment", LONGEST_NOTE)
        if keys[1]:
            room = venue.rooms[keys[1]]
            if room.row:
                row.fault(_("la sala è già alla riga %(other)s. Cancella una delle due righe.", other=room.row), "room")
            room.seats, room.fire_limit, room.equipment, room.row = seats, limit, equipment, row.number

    def _locate(self, venue: DraftVenue, row: Row) -> None:
        if row.has("latitude") != row.has("longitude") and row.sheet.has("latitude") and row.sheet.has("longitude"):
            blank = "longitude" if row.has("latitude") else "latitude"
            row.fault(_("c'è solo una delle due coordinate. Scrivi anche questa, o cancella l'altra."), blank)
            return
        latitude = row.read("latitude", lambda value: as_degrees(value, 90))
        longitude = row.read("longitude", lambda value: as_degrees(value, 180))
        if latitude is not None and longitude is not None:
            venue.latitude, venue.longitude = latitude, longitude
