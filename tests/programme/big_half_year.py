"""A half-year as large as the office may ever have: 120 editions, 300 meetings, and what clashes among so many."""

from datetime import date, time, timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.lib.clock import from_rome, now
from app.lib.names import folded, slug
from app.programme.models import (
    Absence,
    Edition,
    Facilitator,
    Lab,
    Meeting,
    Programme,
    Room,
    Theme,
    ThemeColour,
    Venue,
)

EDITIONS, MEETINGS = 120, 300
FIRST, LAST = date(2027, 1, 1), date(2027, 6, 30)
STEPS = (2, 2, 3, 3)  # meetings of an edition, in turn: two and a half on average
HOURS = (time(9, 30), time(14, 30), time(17, 30))
THEMES = (
    "Curriculum e candidature",
    "Colloquio",
    "Competenze digitali",
    "Settori e professioni",
    "Diritti e inclusione",
    "Giovani e primo lavoro",
    "Lavoro e disabilità",
    "Orientamento",
    "Mettersi in proprio",
    "Lingua del lavoro",
)
TITLES = (
    "Il curriculum che si fa leggere",
    "Il colloquio di lavoro",
    "Cercare lavoro online",
    "Operatore socio-sanitario: il mestiere, il percorso",
    "Contratti e diritti",
    "Dopo la scuola, che cosa faccio",
    "Il collocamento mirato",
    "Dove voglio andare",
    "Aprire la partita IVA",
    "Parole per lavorare",
)
TOWNS = ("Bologna", "Casalecchio di Reno", "Castenaso", "Imola", "San Lazzaro di Savena", "Ozzano dell'Emilia")


def make(slug: str = "2027-1", *, editions: int = EDITIONS, published: bool = False) -> Programme:
    """The half-year with so many editions; hours, rooms and leaders are such that some clash here and there."""
    with transaction() as session:
        programme = Programme(
            slug=slug,
            title="Primo semestre 2027",
            first_on=FIRST,
            last_on=LAST,
            updated_at=now(),
            status="published" if published else "draft",
        )
        session.add_all([programme, *_venues(), *_people(), *_labs()])
    grow(programme, editions)
    return programme


def grow(programme: Programme, editions: int) -> None:
    """Give the half-year more editions, until there are so many."""
    with transaction() as session, session.no_autoflush:
        programme = session.merge(programme)
        labs, venues, people = (
            list(session.scalars(select(one).order_by(one.id))) for one in (Lab, Venue, Facilitator)
        )
        for number in range(len(programme.editions), editions):
            programme.editions.append(_edition(number, labs, venues, people))
    db.session.expire_all()


def _venues() -> list[Venue]:
    venues = []
    for number in range(12):
        name = f"{'Biblioteca comunale' if number % 2 else 'Centro civico'} {TOWNS[number % 6]} {number + 1}"
        rooms = [
            Room(name=room, name_key=folded(room), seats=20, fire_limit=30)
            for room in ("Aula informatica", "Sala grande")
        ]
        venues.append(
            Venue(
                name=name,
                name_key=folded(name),
                address=f"Via Roma {number}",
                municipality=TOWNS[number % 6],
                is_step_free=None if number == 3 else True,
                rooms=rooms,
            )
        )
    return venues


def _people() -> list[Facilitator]:
    people = []
    for number in range(14):
        name = f"Operatrice Numero {number + 1}"
        people.append(Facilitator(name=name, name_key=folded(name), is_person=True))
    people[0].absences.append(Absence(first_on=date(2027, 3, 1), last_on=date(2027, 3, 14), reason="ferie"))
    people[1].available_at = [f"{day}-{part}" for day in range(1, 6) for part in ("mattina", "pomeriggio")]
    return people


def _labs() -> list[Lab]:
    colours = list(ThemeColour)
    themes = [
        Theme(name=name, slug=slug(name), colour=colours[number % len(colours)]) for number, name in enumerate(THEMES)
    ]
    return [Lab(title=title, title_key=folded(title), theme=theme) for title, theme in zip(TITLES, themes, strict=True)]


def _edition(number: int, labs: list[Lab], venues: list[Venue], people: list[Facilitator]) -> Edition:
    like = number - 1 if number % 30 == 29 else number  # one in thirty is where and when the one before it is
    venue = venues[(like * 5) % len(venues)]
    code = f"{labs[number % 10].title[:3].upper().strip()}{number % 10}-{number // 10 + 1}"
    edition = Edition(
        activity=labs[number % 10],
        code=code,
        slug=code.lower(),
        seats=16 if number % 9 else 24,
        audience="Tutte le persone in cerca di lavoro" if like % 4 == 0 else f"Gruppo {like % 7}",
        ticket_key=f"{number} key".encode().ljust(32, b"."),
        updated_at=now(),
        confirmed_count=number % 16,
        waiting_count=3 if number % 16 == 15 else 0,
        facilitators=[people[number % len(people)]],
    )
    monday = date(2027, 1, 11) + timedelta(weeks=(like * 7) % 22)
    for step in range(STEPS[number % len(STEPS)]):
        day = monday + timedelta(days=(like * 3) % 5, weeks=step)
        start = HOURS[(like // 3) % len(HOURS)]
        edition.meetings.append(
            Meeting(
                venue=venue,
                room=venue.rooms[like % 2],
                starts_at=from_rome(day, start),
                ends_at=from_rome(day, time(start.hour + 2, start.minute)),
            )
        )
    return edition
