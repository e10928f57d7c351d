"""What the demo's half-year offers: editions by the working days that lie between them and today."""

from dataclasses import dataclass

from app.demo.labs import (
    BUILDING,
    CARE,
    CV,
    INTERVIEW,
    ITALIAN,
    NETWORKING,
    OFFICE_WORK,
    ONLINE_SEARCH,
    RIGHTS,
    TARGETED,
    YOUNG,
    Lab,
)
from app.demo.places import CASTENASO, DESK, GREENHOUSE, LIBRARY, ONLINE, OZZANO, SAN_LAZZARO, Place

SOON = 1  # a distance: within three days, so that with too few people it is time to decide
FAR_AWAY = 24  # a distance: from here on nothing happens to an edition but that people sign up
LEADER = "Carla Provetti"  # the one who is a person; the others are functions
DESK_STAFF, COORDINATION = "Operatrice Sportello Lavoro", "Coordinamento Insieme per il lavoro"
FUNDING = "Programma nazionale Città Metropolitane 2021-2027"


@dataclass(frozen=True)
class Offer:
    """An edition: ``days`` are working days from today, one per meeting; ``people`` is how many sign up.

    ``quiet`` is how many days before today the last of them did, where something happens to the edition afterwards.
    """

    code: str
    lab: Lab
    place: Place
    days: tuple[int, ...]
    seats: int
    people: int
    starts: str = "9.30"
    ends: str = "12.30"
    leader: str = DESK_STAFF
    funding: str = ""
    minimum: int | None = None
    quiet: int = 0
    registers_closed: bool = False


OFFERS = [
    Offer("CV-1", CV, DESK, (-27,), 16, 14, leader=LEADER, registers_closed=True),
    Offer("WEB-1", ONLINE_SEARCH, LIBRARY, (-22, -20, -17), 12, 12, registers_closed=True),
    Offer("OSS-1", CARE, SAN_LAZZARO, (-11,), 30, 18, "14.30", "17.00", funding=FUNDING, registers_closed=True),
    Offer("COL-1", INTERVIEW, DESK, (-3,), 14, 11),
    Offer("UFF-1", OFFICE_WORK, CASTENASO, (0,), 16, 15, leader=LEADER),
    Offer("CON-1", RIGHTS, LIBRARY, (SOON,), 20, 3, "14.30", "16.30", minimum=6),
    Offer("CV-2", CV, DESK, (4,), 14, 24, "14.30", "17.30", leader=LEADER),
    Offer("CON-2", RIGHTS, ONLINE, (6,), 40, 9, "18.00", "20.00"),
    Offer("NET-1", NETWORKING, GREENHOUSE, (9,), 60, 22, "9.00", "13.00", leader=COORDINATION),
    Offer("EDI-1", BUILDING, OZZANO, (11,), 25, 6, "9.30", "12.00", funding=FUNDING, quiet=3),
    Offer("WEB-2", ONLINE_SEARCH, LIBRARY, (14, 16, 19), 12, 10),
    Offer("L68-1", TARGETED, DESK, (17,), 12, 5, "10.00", "12.30"),
    Offer("GIO-1", YOUNG, CASTENASO, (21,), 20, 5, "15.00", "17.30", quiet=2),
    Offer("COL-2", INTERVIEW, SAN_LAZZARO, (24,), 14, 4, "14.30", "17.30"),
    Offer("ITA-1", ITALIAN, LIBRARY, (26, 28, 31, 33), 15, 2, "9.30", "11.30"),
    Offer("CV-3", CV, DESK, (36,), 16, 0, leader=LEADER),
]
AGENDA = [
    ("9.00", "9.30", "Accoglienza e registrazione", ""),
    ("9.30", "10.00", "Apertura dei lavori", "Città metropolitana e Comune; Arcidiocesi"),
    (
        "10.00",
        "10.45",
        "La formazione finanziata: quali progetti, lo stage, l'indennità di frequenza",
        "Ufficio Insieme per il lavoro",
    ),
    ("10.45", "11.15", "La Bussola del lavoro: un'esperienza da replicare ogni semestre", "Coordinamento"),
    ("11.15", "11.30", "Pausa", ""),
    ("11.30", "12.30", "La parola agli enti", "Referenti degli enti di formazione"),
    ("12.30", "13.00", "Laboratorio guidato: brainstorming", "Social Seed"),
]
