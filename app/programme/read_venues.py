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
    "has_lift": ("Ascensore",),
    "directions": ("Come arrivare", "Mezzi pubblici"),
    "is_online": ("Online", "È online"),
}
NEEDED = {"venue"}
LONGEST_NAME = 120  # letters
LONGEST_NOTE, LONGEST_DIRECTIONS = 250, 2_000  # letters
VENUE_FACTS = {"address", "municipality", "is_step_free", "latitude", "longitude", "has_lift", "directions"}
ROOM_FACTS = {"seats", "fire_limit", "equipment"}


class Venues:
    """The venues of one file, merged as they are met; what two rows say of one venue must agree."""

    def __init__(self) -> None:
        self.by_key: dict[str, DraftVenue] = {}
        self._said: dict[tuple[str, str], tuple[object, str]] = {}
        self._blamed: set[tuple[str, str]] = set()
        self._said_online: set[str] = set()

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
        if venue.key not in self._said_online:
            venue.is_online = _sounds_online(venue)
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

    def describe(self, row: Row, rubs_out: bool = False) -> None:
        """Take a row of «Sedi»: the place, and all that is known of it; ``rubs_out``: what is blank is to be empty."""
        keys = self.add(row)
        if keys is None:
            row.fault(_("manca il nome della sede. Scrivilo, o cancella la riga."), "venue")
            return
        venue = self.by_key[keys[0]]
        if rubs_out:
            venue.rubs_out |= frozenset(field for field in VENUE_FACTS if row.sheet.has(field))
        self._take_flag(venue, row, "is_step_free", _("«%(venue)s» è sia con sia senza barriere.", venue=venue.name))
        self._take_flag(venue, row, "has_lift", _("«%(venue)s» è sia con sia senza ascensore.", venue=venue.name))
        online = row.read("is_online", as_flag)
        if online is not None:
            venue.is_online = online
            self._said_online.add(venue.key)
        venue.directions = row.text("directions", LONGEST_DIRECTIONS, with_lines=True) or venue.directions
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
        equipment = row.text("equipment", LONGEST_NOTE, with_lines=True)
        if keys[1]:
            room = venue.rooms[keys[1]]
            if room.row:
                row.fault(_("la sala è già alla riga %(other)s. Cancella una delle due righe.", other=room.row), "room")
            room.seats, room.fire_limit, room.equipment, room.row = seats, limit, equipment, row.number
            room.rubs_out = frozenset(ROOM_FACTS if rubs_out else ())

    def _take_flag(self, venue: DraftVenue, row: Row, field: str, both: str) -> None:
        here, there = row.read(field, as_flag), getattr(venue, field)
        if here is not None and there not in {None, here}:
            row.fault(both + " " + _("Scrivi lo stesso in tutte le sue righe."), field)
        setattr(venue, field, there if here is None else here)

    def _locate(self, venue: DraftVenue, row: Row) -> None:
        if row.has("latitude") != row.has("longitude") and row.sheet.has("latitude") and row.sheet.has("longitude"):
            blank = "longitude" if row.has("latitude") else "latitude"
            row.fault(_("c'è solo una delle due coordinate. Scrivi anche questa, o cancella l'altra."), blank)
            return
        latitude = row.read("latitude", lambda value: as_degrees(value, 90))
        longitude = row.read("longitude", lambda value: as_degrees(value, 180))
        if latitude is not None and longitude is not None:
            venue.latitude, venue.longitude = latitude, longitude


def _sounds_online(venue: DraftVenue) -> bool | None:
    """By its name; None when that says nothing, and what is known already stays."""
    if venue.key in {"online", "on line"}:
        return True
    if venue.address or venue.municipality:
        return False
    return True if "online" in venue.key.split() else None
