"""What the demo's half-year offers: editions by the working days that lie between them and today."""

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


DESK = Place(
    "Sportello Lavoro", "Sala incontri", "Vicolo Bolognetti 2", "Bologna", "sì", 30, 40, 44.4935, 11.3547, "proiettore"
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
)
ONLINE = Place("Online")
PLACES = [DESK, LIBRARY, GREENHOUSE, CASTENASO, SAN_LAZZARO, OZZANO, ONLINE]


@dataclass(frozen=True)
class Lab:
    """A title with its theme and words; several offers share one."""

    title: str
    theme: str
    summary: str
    audience: str
    partner: str
    reserved: bool = False
    kind: str = "Laboratorio"


EVERYBODY = "Tutte le persone in cerca di lavoro"
CV = Lab(
    "Il curriculum che si fa leggere",
    "Curriculum e candidature",
    "Scrivere o rifare il proprio CV e la lettera di presentazione, con esempi e revisione in piccoli gruppi.",
    EVERYBODY,
    "Sportello Lavoro",
)
INTERVIEW = Lab(
    "Il colloquio di lavoro",
    "Colloquio",
    "Simulazioni di colloquio individuale e di gruppo: prepararsi, raccontarsi, fare domande.",
    EVERYBODY,
    "Randstad",
)
ONLINE_SEARCH = Lab(
    "Cercare lavoro online",
    "Competenze digitali",
    "Portali, LinkedIn, «Lavoro per te», candidature via e-mail: tre incontri pratici al computer.",
    "Chi usa già il computer ma vuole cercare meglio",
    "Biblioteca Salaborsa",
)
CARE = Lab(
    "Operatore socio-sanitario: il mestiere, il percorso",
    "Settori e professioni",
    "Che cosa fa un OSS, come ci si qualifica, chi assume nel territorio metropolitano.",
    "Chi è interessato al lavoro di cura",
    "Oasi Formazione",
)
RIGHTS = Lab(
    "Contratti e diritti",
    "Diritti e inclusione",
    "Leggere una busta paga, riconoscere un contratto, sapere a chi rivolgersi.",
    EVERYBODY,
    "Sportello Lavoro",
)
BUILDING = Lab(
    "Lavorare nell'edilizia",
    "Settori e professioni",
    "Le figure più richieste nel settore «Construction», sicurezza e patentini.",
    "Chi è interessato al settore",
    "Adecco",
)
ITALIAN = Lab(
    "Parole per lavorare",
    "Diritti e inclusione",
    "L'italiano del colloquio e del posto di lavoro, per chi lo sta ancora imparando.",
    "Persone di madrelingua non italiana",
    "Biblioteca Salaborsa",
)
OFFICE_WORK = Lab(
    "Il lavoro d'ufficio",
    "Settori e professioni",
    "Ruoli, strumenti e candidature nel mondo impiegatizio.",
    EVERYBODY,
    "Gi Group",
)
TARGETED = Lab(
    "Legge 68/99: il collocamento mirato",
    "Diritti e inclusione",
    "Come funziona l'iscrizione, quali tutele, come presentarsi all'azienda.",
    "Persone con disabilità o invalidità",
    "Sportello Lavoro",
    reserved=True,
)
NETWORKING = Lab(
    "Giornata di networking con gli enti di formazione",
    "Networking",
    "Una mattinata di incontro: la formazione finanziata, la Bussola del lavoro, la disseminazione sul territorio.",
    "Enti di formazione del territorio",
    "Social Seed",
    kind="Giornata di networking",
)
YOUNG = Lab(
    "Dopo le superiori: e adesso?",
    "Giovani",
    "Orientarsi fra lavoro, formazione e tirocini a 18-24 anni.",
    "Giovani 18-24 anni",
    "Centro Risorse per l'Orientamento «Maria Luisa Pombeni»",
)


@dataclass(frozen=True)
class Offer:
    """An edition: ``days`` are working days from today, one per meeting; ``people`` is how many sign up."""

    code: str
    lab: Lab
    place: Place
    days: tuple[int, ...]
    seats: int
    people: int
    starts: str = "9.30"
    ends: str = "12.30"
    funding: str = ""
    registers_closed: bool = False


FUNDING = "Programma nazionale Città Metropolitane 2021-2027"
OFFERS = [
    Offer("CV-1", CV, DESK, (-27,), 16, 14, registers_closed=True),
    Offer("WEB-1", ONLINE_SEARCH, LIBRARY, (-22, -20, -17), 12, 12, registers_closed=True),
    Offer("OSS-1", CARE, SAN_LAZZARO, (-11,), 30, 18, "14.30", "17.00", funding=FUNDING, registers_closed=True),
    Offer("COL-1", INTERVIEW, DESK, (-3,), 14, 11),
    Offer("UFF-1", OFFICE_WORK, CASTENASO, (0,), 16, 15),
    Offer("CV-2", CV, DESK, (4,), 14, 20, "14.30", "17.30"),
    Offer("CON-1", RIGHTS, ONLINE, (6,), 40, 9, "18.00", "20.00"),
    Offer("NET-1", NETWORKING, GREENHOUSE, (9,), 60, 22, "9.00", "13.00"),
    Offer("EDI-1", BUILDING, OZZANO, (11,), 25, 6, "9.30", "12.00", funding=FUNDING),
    Offer("WEB-2", ONLINE_SEARCH, LIBRARY, (14, 16, 19), 12, 10),
    Offer("L68-1", TARGETED, DESK, (17,), 12, 5, "10.00", "12.30"),
    Offer("GIO-1", YOUNG, CASTENASO, (21,), 20, 3, "15.00", "17.30"),
    Offer("COL-2", INTERVIEW, SAN_LAZZARO, (24,), 14, 4, "14.30", "17.30"),
    Offer("ITA-1", ITALIAN, LIBRARY, (26, 28, 31, 33), 15, 2, "9.30", "11.30"),
    Offer("CV-3", CV, DESK, (36,), 16, 0),
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
