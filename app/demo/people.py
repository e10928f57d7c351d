"""The demo's people: plainly fictitious, all of them at example.org or on numbers that nobody has."""

from collections.abc import Iterator
from random import Random

from app.registration.sign_up import Person

FIRST = [
    "Ada",
    "Amina",
    "Andrea",
    "Anna",
    "Blessing",
    "Carlos",
    "Chiara",
    "Daniela",
    "Elena",
    "Fatima",
    "Francesca",
    "Gheorghe",
    "Giulia",
    "Giuseppe",
    "Hamid",
    "Ion",
    "Jelena",
    "Kofi",
    "Laura",
    "Lucia",
    "Luca",
    "Marco",
    "Maria",
    "Mehmet",
    "Mihaela",
    "Nadia",
    "Nicolò",
    "Olena",
    "Paolo",
    "Pietro",
    "Rosa",
    "Samira",
    "Sara",
    "Sofia",
    "Stefania",
    "Tomáš",
    "Uzoma",
    "Valentina",
    "Wei",
    "Zoë",
]
LAST = [
    "Fantasia",
    "Provetti",
    "Esempio",
    "Immaginari",
    "Campione",
    "Fittizio",
    "Modello",
    "Bozzi",
    "Inventati",
    "Sagoma",
    "Schizzi",
    "Saggio",
    "Traccia",
    "Maschera",
    "Prototipi",
    "Figurino",
    "Manichini",
    "Ombra",
    "Copione",
    "Ipotesi",
]
BODIES = [f"Ente di formazione {number:02}" for number in range(1, 17)]
DELEGATING = 12  # of them: the others send nobody
NEEDS: list[list[str]] = [[], [], [], [], [], [], ["wheelchair"], ["sign_language"], ["large_print"]]


def people(seed: int) -> Iterator[Person]:
    """Eight hundred different people, the same for the same ``seed``; one in six has only a telephone."""
    chance = Random(seed)
    names = [(first, last) for first in FIRST for last in LAST]
    chance.shuffle(names)
    for number, (first, last) in enumerate(names, start=seed * 1000):
        by_phone = chance.random() < 1 / 6
        yield Person(
            first_name=first,
            last_name=last,
            email=None if by_phone else f"persona{number}@example.org",
            phone=f"+39333000{number % 10_000:04}" if by_phone else None,
            language=chance.choice(["it", "it", "it", "en"]),
            access_needs=chance.choice(NEEDS),
        )


def delegates(seed: int) -> Iterator[Person]:
    """People who act for training bodies."""
    for number, person in enumerate(people(seed)):
        yield Person(
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email or f"ente{number}@example.org",
            language="it",
            organisation=BODIES[number % DELEGATING],
            job_title="Referente",
        )


ONE_PERSON_TWICE = (  # a slip of the pen at the desk made a second record
    Person("Ottavia", "Rossellini", email="ottavia.rossellini@example.org", phone="+393330009901"),
    Person("Ottavia", "Roselini", phone="+393330009901"),
)
