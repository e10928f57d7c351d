"""What must be mended before a half-year is published."""

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _

from app.programme.clash import Clash, Severity, Slot
from app.programme.conflicts import Calendar, Occupation, people_in_two_places, rooms_taken_twice
from app.programme.models import Edition, Programme


def without_meetings(editions: Iterable[Edition]) -> Iterator[Clash]:
    for edition in editions:
        if not edition.held_meetings and not edition.is_postponed:
            sentence = _(
                "%(code)s non ha nessun incontro: aggiungine uno, oppure annulla l'edizione.", code=edition.code
            )
            yield Clash("no-meetings", Severity.ERROR, sentence, edition)


def closed_days(slots: Iterable[Slot], calendar: Calendar) -> Iterator[Clash]:
    for slot in slots:
        municipality = None if slot.place.venue.is_online else slot.place.venue.municipality
        if why := calendar.closed_for(slot.day, municipality):
            sentence = _(
                "%(code)s è il %(day)s, che è festa o chiusura (%(why)s): scegli un altro giorno.",
                why=why,
                **slot.facts,
            )
            yield Clash("closure", Severity.ERROR, sentence, slot.edition, slot.meeting)


def outside(slots: Iterable[Slot], programme: Programme) -> Iterator[Clash]:
    for slot in slots:
        if not programme.holds(slot.day):
            sentence = _(
                "%(code)s è il %(day)s, fuori dal semestre (dal %(first)s al %(last)s): scegli un giorno dentro, "
                "oppure cambia le date del semestre.",
                first=f"{programme.first_on:%d/%m/%Y}",
                last=f"{programme.last_on:%d/%m/%Y}",
                **slot.facts,
            )
            yield Clash("outside", Severity.ERROR, sentence, slot.edition, slot.meeting)


def rooms_taken(slots: Sequence[Slot]) -> Iterator[Clash]:
    for one, other in rooms_taken_twice(_occupations(slots)):
        slot, taken = slots[one.row], slots[other.row]
        sentence = _(
            "%(code)s e %(other)s sono nella stessa sala il %(day)s alla stessa ora («%(room)s», %(hours)s): cambia "
            "sala o orario.",
            other=taken.edition.code,
            room=slot.where,
            hours=taken.hours,
            **slot.facts,
        )
        yield Clash("room", Severity.ERROR, sentence, slot.edition, slot.meeting, taken.edition, taken.meeting)


def people_elsewhere(slots: Sequence[Slot]) -> Iterator[Clash]:
    for one, other in people_in_two_places(_occupations(slots)):
        slot, taken = slots[one.row], slots[other.row]
        both = one.people & other.people
        sentence = _(
            "Chi conduce %(code)s il %(day)s conduce anche %(other)s alla stessa ora (%(who)s, %(hours)s): cambia uno "
            "dei due.",
            other=taken.edition.code,
            who=", ".join(person.name for person in slot.edition.facilitators if person.name_key in both),
            hours=taken.hours,
            **slot.facts,
        )
        yield Clash("person", Severity.ERROR, sentence, slot.edition, slot.meeting, taken.edition, taken.meeting)


def over_fire_limit(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Said once for each edition and room."""
    for slot in first_in_each_room(slots):
        room = slot.place.room
        if room and room.fire_limit and slot.edition.seats > room.fire_limit:
            sentence = _(
                "%(code)s ha %(seats)s posti, ma la capienza di «%(room)s», dov'è il %(day)s, è %(limit)s: riduci i "
                "posti o cambia sala.",
                seats=slot.edition.seats,
                room=slot.where,
                limit=room.fire_limit,
                **slot.facts,
            )
            topic = f"fire-limit {slot.edition.code} {room.id}"
            yield Clash("fire-limit", Severity.ERROR, sentence, slot.edition, slot.meeting, topic=topic)


def first_in_each_room(slots: Iterable[Slot]) -> list[Slot]:
    """The first meeting of each edition in each real room."""
    firsts: dict[tuple[int, int], Slot] = {}
    for slot in slots:
        if slot.place.room and not slot.place.venue.is_online:
            firsts.setdefault((slot.edition.id, slot.place.room.id), slot)
    return list(firsts.values())


def _occupations(slots: Sequence[Slot]) -> list[Occupation]:
    """The slots as the checks of conflicts see them; ``row`` is their place in the list."""
    return [
        Occupation(
            edition=slot.edition.code,
            starts_at=slot.place.starts_at,
            ends_at=slot.place.ends_at,
            room=slot.place.room.id if slot.place.room and not slot.place.venue.is_online else None,
            people=frozenset(person.name_key for person in slot.edition.facilitators if person.is_person),
            row=row,
        )
        for row, slot in enumerate(slots)
    ]
