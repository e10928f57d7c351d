"""An empty sheet to begin from: the right headings, a row as an example, and what each column is for."""

from datetime import date, timedelta

from app.lib.clock import now, today
from app.lib.workbook import Column, Page, write_workbook
from app.programme import half_year, read_agenda, read_editions, read_venues
from app.programme.conflicts import Calendar
from app.programme.half_year import HalfYear
from app.programme.write_sheet import AGENDA_FIELDS, EDITION_FIELDS, VENUE_FIELDS, pages_of

AHEAD = timedelta(days=120)  # the half-year that one works on is the next
EXAMPLE = {
    "code": "CV-1",
    "kind": "Laboratorio",
    "title": "Il curriculum che si fa leggere",
    "theme": "Curriculum e candidature",
    "summary": "Scrivere o rifare il proprio curriculum, in piccoli gruppi.",
    "number": "1/1",
    "starts": "9.30",
    "ends": "12.30",
    "venue": "Sportello Lavoro",
    "room": "Sala incontri",
    "seats": 16,
    "minimum_people": 4,
    "partners": "Oasi Formazione; Randstad",
    "facilitators": "Operatrice Sportello Lavoro",
    "audience": "Tutte le persone in cerca di lavoro",
    "is_reserved": "no",
}
EXAMPLE_VENUE = {
    "venue": "Sportello Lavoro",
    "room": "Sala incontri",
    "address": "Vicolo Bolognetti 2",
    "municipality": "Bologna",
    "is_step_free": "sì",
    "seats": 30,
    "fire_limit": 40,
    "is_online": "no",
}
MEANINGS = {  # of the columns that do not explain themselves
    "code": "Lettere senza accento, cifre e trattini. Una riga per incontro: il codice è lo stesso in tutte.",
    "kind": "Laboratorio, oppure Giornata di networking.",
    "title": "Due edizioni con lo stesso titolo sono lo stesso laboratorio in date diverse.",
    "summary": "Può andare a capo. Basta nella prima riga dell'edizione, come tutto ciò che non è dell'incontro.",
    "number": "Quale incontro è, e di quanti: 1/3.",
    "day": "Una data, come 14/01/2027.",
    "starts": "Un'ora, come 9.30.",
    "venue": "Una sede del foglio «Sedi», o una nuova. «Online» se non c'è un luogo.",
    "seats": "Quante persone si possono iscrivere.",
    "minimum_people": "Sotto questo numero l'ufficio decide se tenerla. Vuoto: vale il minimo del semestre.",
    "partners": "Più nomi si separano con il punto e virgola.",
    "facilitators": "Una funzione o una persona; più nomi si separano con il punto e virgola.",
    "sign_up_opens_on": "Vuoto: valgono le regole del semestre.",
    "sign_up_closes_on": "Si conta fino alle 23:59 di quel giorno.",
    "is_reserved": "sì, se già il titolo rivela qualcosa della salute di chi viene.",
    "notes": "Le legge solo l'ufficio.",
    "online_url": "Il link per collegarsi: lo riceve solo chi ha il posto.",
    "state": "Vuoto, oppure bozza o senza date. Si annulla e si rinvia dalla pagina dell'edizione, che avvisa tutti.",
    "is_step_free": "sì, no, o vuoto se non si sa.",
    "has_lift": "sì, no, o vuoto se non si sa.",
    "fire_limit": "Quante persone possono stare nella sala.",
    "directions": "I mezzi pubblici, la fermata, l'ingresso.",
    "is_online": "sì, se non è un luogo.",
    "speakers": "Chi parla.",
}
OBLIGATORY = {
    "Programma": read_editions.NEEDED,
    "Scaletta": read_agenda.NEEDED,
    "Sedi": read_venues.NEEDED,
}


def model_sheet() -> bytes:
    """The .xlsx, which imports as it is: the example is of the half-year to come."""
    half = half_year.of(today() + AHEAD)
    day = _an_ordinary_day(half)
    row = EXAMPLE | {"day": day, "sign_up_opens_on": None, "sign_up_closes_on": day - timedelta(days=1)}
    title = half.title
    programme, agenda, venues = pages_of(
        [title, "Cancella la riga d'esempio e scrivi le tue"], [row], [], [EXAMPLE_VENUE]
    )
    return write_workbook([programme, _explanations(), agenda, venues], title, now())


def _an_ordinary_day(half: HalfYear) -> date:
    """A Thursday in the second month, when nothing is closed."""
    day = half.first_on + timedelta(days=31)
    while day.isoweekday() != 4 or Calendar().closed_for(day, None):
        day += timedelta(days=1)
    return day


def _explanations() -> Page:
    rows = []
    for sheet, fields, headings in (
        ("Programma", EDITION_FIELDS, read_editions.COLUMNS),
        ("Scaletta", AGENDA_FIELDS, read_agenda.COLUMNS),
        ("Sedi", VENUE_FIELDS, read_venues.COLUMNS),
    ):
        for field in fields:
            must = "sì" if field in OBLIGATORY[sheet] else "no"
            rows.append([sheet, headings[field][0], must, MEANINGS.get(field, "")])
    columns = [
        Column("Foglio", 14),
        Column("Colonna", 24),
        Column("Obbligatoria", 13),
        Column("Che cosa si scrive", 90),
    ]
    return Page("Spiegazioni", columns, rows, first_of_all=2)
