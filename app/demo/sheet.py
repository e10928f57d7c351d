"""The demo's spreadsheets, as the office would have kept them: one workbook per half-year."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from app.demo.offer import AGENDA, FAR_AWAY, OFFERS, SOON, Offer
from app.demo.places import PLACES
from app.programme.half_year import HalfYear
from app.programme.half_year import of as half_year_of
from app.programme.models.edition import DECIDED_BEFORE

HEADINGS = [
    "Codice", "Tipo", "Titolo", "Tema", "Descrizione", "Incontro", "Data", "Dalle", "Alle", "Sede", "Sala", "Indirizzo",
    "Comune", "Posti", "Minimo", "In collaborazione con", "Conduce", "Rivolto a", "Riservato", "Finanziamento",
    "Collegamento",
]  # fmt: skip
VENUE_HEADINGS = [
    "Sede", "Sala", "Indirizzo", "Comune", "Senza barriere", "Posti", "Capienza", "Latitudine", "Longitudine",
    "Attrezzature", "Ascensore", "Come arrivare",
]  # fmt: skip
IsClosed = Callable[[date, str], bool]


def days_of(offer: Offer, today: date, is_closed: IsClosed) -> list[date]:
    """The real days of an offer's meetings, all different: working days from today, closed days stepped over."""
    town = offer.place.municipality
    if offer.days == (SOON,):
        return [_soon(today, town, is_closed)]
    days: list[date] = []
    for distance in offer.days:
        day = working_day(today, distance, town, is_closed)
        days.append(day if day not in days else working_day(day, 1, town, is_closed))
    return days


def working_day(today: date, distance: int, municipality: str, is_closed: IsClosed) -> date:
    """The day so many working days from ``today``, or the next that is open; nought is today, whatever day it is."""
    day, step = today, timedelta(days=1 if distance >= 0 else -1)
    for _number in range(abs(distance)):
        day += step
        while day.weekday() >= 5:
            day += step
    while is_closed(day, municipality) or (distance and day.weekday() >= 5):
        day += step or timedelta(days=1)
    return day


def _soon(today: date, municipality: str, is_closed: IsClosed) -> date:
    """A day on which it is time to decide about too few people: a working day, among holidays whichever is open."""
    days = [today + timedelta(days=number) for number in range(1, DECIDED_BEFORE.days + 1)]
    return min(days, key=lambda day: (is_closed(day, municipality), day.weekday() >= 5, day))


def offers_by_half_year(today: date, is_closed: IsClosed) -> dict[HalfYear, list[tuple[Offer, list[date]]]]:
    """Each offer with its days, under the half-year of its first; one that straddles two is left out.

    So are those so far away that they would be alone in theirs: that half-year is the one that is still to be made.
    """
    halves: dict[HalfYear, list[tuple[Offer, list[date]]]] = {}
    for offer in OFFERS:
        days = days_of(offer, today, is_closed)
        half = half_year_of(days[0])
        if half_year_of(days[-1]) == half:
            halves.setdefault(half, []).append((offer, days))
    return {half: offers for half, offers in halves.items() if any(offer.days[0] < FAR_AWAY for offer, _days in offers)}


def write(path: Path, half: HalfYear, offers: list[tuple[Offer, list[date]]]) -> None:
    """Keep the workbook of one half-year at ``path``."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Programma"
    page.append([half.title])
    page.append([])
    page.append(HEADINGS)
    for offer, days in offers:
        for number, day in enumerate(days, start=1):
            page.append(_row(offer, f"{number}/{len(days)}", day))
    agenda = book.create_sheet("Scaletta")
    agenda.append(["Codice", "Dalle", "Alle", "Titolo", "Intervengono"])
    for offer, _days in offers:
        if offer.lab.kind != "Laboratorio":
            for line in AGENDA:
                agenda.append([offer.code, *line])
    venues = book.create_sheet("Sedi")
    venues.append(VENUE_HEADINGS)
    for place in PLACES:
        venues.append(list(vars(place).values()))
    book.save(path)


def _row(offer: Offer, number: str, day: date) -> list[object]:
    """The days of sign-up stay blank: the half-year's rules say them."""
    lab, place = offer.lab, offer.place
    return [
        offer.code, lab.kind, lab.title, lab.theme, lab.summary, number, day, offer.starts, offer.ends, place.venue,
        place.room, place.address, place.municipality, offer.seats, offer.minimum, lab.partner, offer.leader,
        lab.audience, "sì" if lab.reserved else None, offer.funding or None,
        "https://incontri.example.org/bussola" if place.venue == "Online" else None,
    ]  # fmt: skip
