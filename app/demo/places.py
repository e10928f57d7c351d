"""Where the demo's half-years are held: the places are real, seats, coordinates and ways to get there made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    venue: str
    room: str = ""
    address: str = ""
    municipality: str = ""
    step_free: str = "sì"
    seats: int | None = None
    fire_limit: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    equipment: str = ""
    lift: str = ""
    directions: str = ""


DESK = Place(
    "Sportello Lavoro",
    "Sala incontri",
    "Vicolo Bolognetti 2",
    "Bologna",
    "sì",
    30,
    40,
    44.4935,
    11.3547,
    "proiettore",
    "sì",
    "Autobus 14 e 19, fermata San Vitale. Portone verde, primo piano: c'è l'ascensore.",
)
LIBRARY = Place(
    "Biblioteca Salaborsa",
    "Aula informatica",
    "Piazza del Nettuno 3",
    "Bologna",
    "sì",
    24,
    30,
    44.4946,
    11.3426,
    "12 computer, proiettore",
    "sì",
    "Dalla stazione quindici minuti a piedi. L'aula è al secondo piano: chiedi all'ingresso.",
)
GREENHOUSE = Place(
    "Serre dei Giardini Margherita",
    "Serra grande",
    "Via Castiglione 134",
    "Bologna",
    "sì",
    80,
    99,
    44.4823,
    11.3532,
    "impianto audio",
    "",
    "Dal cancello di via Castiglione, cinque minuti nel parco. È tutto al piano terra.",
)
CASTENASO = Place(
    "Municipio di Castenaso", "Sala consiliare", "Piazza Bassi 1", "Castenaso", "", 40, 60, 44.5096, 11.47, "proiettore"
)
SAN_LAZZARO = Place(
    "Mediateca di San Lazzaro",
    "Sala eventi",
    "Via Caselle 22",
    "San Lazzaro di Savena",
    "sì",
    50,
    70,
    44.4706,
    11.4075,
    "proiettore",
    "sì",
    "Treno fino a San Lazzaro di Savena, poi dieci minuti a piedi.",
)
OZZANO = Place(
    "Municipio di Ozzano",
    "Sala Primo Maggio",
    "Via della Repubblica 10",
    "Ozzano dell'Emilia",
    "no",
    30,
    45,
    44.4437,
    11.4753,
    "",
    "no",
    "La sala è al primo piano, con una rampa di scale. Chiamaci, se ti serve una mano.",
)
ONLINE = Place("Online")
PLACES = [DESK, LIBRARY, GREENHOUSE, CASTENASO, SAN_LAZZARO, OZZANO, ONLINE]
