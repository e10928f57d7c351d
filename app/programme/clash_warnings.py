"""What does not stop a half-year, and is better known: all of it about meetings that are still to come."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import combinations
from typing import TypeVar

from flask_babel import format_date
from flask_babel import gettext as _

from app.lib.clock import rome
from app.lib.names import folded
from app.programme import catalogue
from app.programme.clash import Clash, Severity, Slot
from app.programme.clash_errors import first_in_each_room
from app.programme.models import ActivityKind, Facilitator

Key = TypeVar("Key")


def too_few_chairs(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Said once for each edition and room; above the fire limit it is an error already."""
    for slot in first_in_each_room(slots):
        room, seats = slot.place.room, slot.edition.seats
        if room and room.seats and room.seats < seats <= (room.fire_limit or seats):
            sentence = _(
                "%(code)s ha %(seats)s posti, ma in «%(room)s», dov'è il %(day)s, ci sono %(chairs)s sedie: portane "
                "altre, riduci i posti o cambia sala.",
                seats=seats,
                room=slot.where,
                chairs=room.seats,
                **slot.facts,
            )
            topic = f"chairs {slot.edition.code} {room.id}"
            yield Clash("chairs", Severity.WARNING, sentence, slot.edition, slot.meeting, topic=topic)


def same_audience(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Two labs for the same people at the same hour: each is blamed once."""
    labs = [slot for slot in slots if slot.edition.activity.kind == ActivityKind.LAB and slot.edition.audience]
    groups = _grouped(labs, lambda slot: (slot.day, folded(slot.edition.audience or "")))
    blamed = set()
    for group in groups.values():
        for other, slot in combinations(group, 2):
            if slot.edition is other.edition or slot.meeting.id in blamed or not slot.overlaps(other):
                continue
            blamed.add(slot.meeting.id)
            sentence = _(
                "%(code)s e %(other)s sono per le stesse persone («%(audience)s») il %(day)s alla stessa ora: spostane "
                "uno, così chi vuole può venire a tutti e due.",
                other=other.edition.code,
                audience=slot.edition.audience,
                **slot.facts,
            )
            yield Clash(
                "audience", Severity.WARNING, sentence, slot.edition, slot.meeting, other.edition, other.meeting
            )


def same_theme(slots: Iterable[Slot]) -> Iterator[Clash]:
    """The same theme again in a week: each edition after the first is blamed once."""
    groups = _grouped(slots, lambda slot: (slot.monday, slot.edition.activity.theme_id))
    for group in groups.values():
        firsts: dict[int, Slot] = {}
        for slot in sorted(group, key=_begins):
            firsts.setdefault(slot.edition.id, slot)
        other, *again = firsts.values()
        for slot in again:
            sentence = _(
                "%(code)s (%(day)s) ha il tema di %(other)s nella stessa settimana: sposta uno dei due, se puoi.",
                other=other.edition.code,
                **slot.facts,
            )
            yield Clash("theme", Severity.WARNING, sentence, slot.edition, slot.meeting, other.edition, other.meeting)


def absent(slots: Iterable[Slot]) -> Iterator[Clash]:
    for slot in slots:
        for person in slot.edition.facilitators:
            if why := _why_absent(person, slot):
                sentence = _(
                    "%(who)s non è disponibile per %(code)s il %(day)s (%(why)s): cambia il giorno o chi conduce.",
                    who=person.name,
                    why=why,
                    **slot.facts,
                )
                yield Clash("availability", Severity.WARNING, sentence, slot.edition, slot.meeting)


def _why_absent(person: Facilitator, slot: Slot) -> str | None:
    for absence in person.absences:
        if absence.first_on <= slot.day <= absence.last_on:
            span = {"first": f"{absence.first_on:%d/%m/%Y}", "last": f"{absence.last_on:%d/%m/%Y}"}
            return absence.reason or _("assente dal %(first)s al %(last)s", **span)
    part = catalogue.part_of_day(rome(slot.place.starts_at).hour)
    if person.available_at is not None and f"{slot.day.isoweekday()}-{part}" not in person.available_at:
        words = {"mattina": _("di mattina"), "pomeriggio": _("di pomeriggio"), "sera": _("di sera")}
        return _("di solito non c'è il %(weekday)s %(part)s", weekday=format_date(slot.day, "EEEE"), part=words[part])
    return None


def steps_unknown(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Said once for each venue, on its first meeting."""
    seen: set[int] = set()
    for slot in sorted(slots, key=_begins):
        venue = slot.place.venue
        if venue.is_online or venue.is_step_free is not None or venue.id in seen:
            continue
        seen.add(venue.id)
        sentence = _(
            "Non sappiamo se in «%(venue)s», dove %(code)s è il %(day)s, si entra senza gradini: chiedilo e scrivilo "
            "nella sede.",
            venue=venue.name,
            **slot.facts,
        )
        topic = f"step-free {venue.id}"
        yield Clash("step-free", Severity.WARNING, sentence, slot.edition, slot.meeting, topic=topic)


def _begins(slot: Slot) -> tuple[datetime, str]:
    return slot.place.starts_at, slot.edition.code


def _grouped(slots: Iterable[Slot], key: Callable[[Slot], Key]) -> dict[Key, list[Slot]]:
    groups: dict[Key, list[Slot]] = {}
    for slot in slots:
        groups.setdefault(key(slot), []).append(slot)
    return groups
