"""The demo's spreadsheets, as the office would have kept them: one workbook per half-year."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from app.demo.offer import AGENDA, OFFERS, PLACES, Offer
from app.programme.half_year import HalfYear
from app.programme.half_year import of as half_year_of

HEADINGS = [
    "Codice", "Tipo", "Titolo", "Tema", "Descrizione", "Incontro", "Data", "Dalle", "Alle", "Sede", "Sala", "Indirizzo",
    "Comune", "Posti", "In collaborazione con", "Conduce", "Iscrizioni dal", "Iscrizioni entro", "Rivolto a",
    "Riservato", "Finanziamento", "Collegamento",
]  # fmt: skip
SIGN_UP_OPENS = timedelta(days=70)  # before the first meeting
IsClosed = Callable[[date, str], bool]


def days_of(offer: Offer, today: date, is_closed: IsClosed) -> list[date]:
    """The real days of an offer's meetings: working days counted from today, closed days stepped over."""
    return [_working_day(today, distance, offer.place.municipality, is_closed) for distance in offer.days]


def _working_day(today: date, distance: int, municipality: str, is_closed: IsClosed) -> date:
    day, step = today, timedelta(days=1 if distance >= 0 else -1)
    for _number in range(abs(distance)):
        day += step
        while day.weekday() >= 5:
            day += step
    while is_closed(day, municipality) or (distance and day.weekday() >= 5):
        day += step or timedelta(days=1)
    return day


def offers_by_half_year(today: date, is_closed: IsClosed) -> dict[HalfYear, list[tuple[Offer, list[date]]]]:
    """Each offer with its days, under the half-year of its first; one that straddles two is left out."""
    halves: dict[HalfYear, list[tuple[Offer, list[date]]]] = {}
    for offer in OFFERS:
        days = days_of(offer, today, is_closed)
        half = half_year_of(days[0])
        if half_year_of(days[-1]) == half:
            halves.setdefault(half, []).append((offer, days))
    return halves


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
            page.append(_row(offer, days[0], f"{number}/{len(days)}", day))
    agenda = book.create_sheet("Scaletta")
    agenda.append(["Codice", "Dalle", "Alle", "Titolo", "Intervengono"])
    for offer, _days in offers:
        if offer.lab.kind != "Laboratorio":
            for line in AGENDA:
                agenda.append([offer.code, *line])
    venues = book.create_sheet("Sedi")
    venues.append(
        [
            "Sede",
            "Sala",
            "Indirizzo",
            "Comune",
            "Senza barriere",
            "Posti",
            "Capienza",
            "Latitudine",
            "Longitudine",
            "Attrezzature",
        ]
    )
    for place in PLACES:
        venues.append(list(vars(place).values()))
    book.save(path)


def _row(offer: Offer, first: date, number: str, day: date) -> list[object]:
    lab, place = offer.lab, offer.place
    leads = "Coordinamento Insieme per il lavoro" if lab.kind != "Laboratorio" else "Operatrice Sportello Lavoro"
    return [
        offer.code, lab.kind, lab.title, lab.theme, lab.summary, number, day, offer.starts, offer.ends, place.venue,
        place.room, place.address, place.municipality, offer.seats, lab.partner, leads, first - SIGN_UP_OPENS,
        first - timedelta(days=1), lab.audience, "sì" if lab.reserved else None, offer.funding or None,
        "https://incontri.example.org/bussola" if place.venue == "Online" else None,
    ]  # fmt: skip
