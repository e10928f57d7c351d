"""Mistakes in a list of sign-ups: one sentence each, and nobody signed up."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from app.db import db
from app.people.models import Participant
from tests.registration.desk import ADA, Desk, people
from tests.world import World


@pytest.fixture
def desk(runner: FlaskCliRunner, tmp_path: Path) -> Desk:
    return Desk(runner, tmp_path)


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("CV-9,Ada,Lovelace,ada@example.org,,,,,", "Codice", "«CV-9» non è nel programma"),
        (",Ada,Lovelace,ada@example.org,,,,,", "Codice", "manca il codice"),
        ("CV-1,,Lovelace,ada@example.org,,,,,", "Nome", "manca il nome"),
        ("CV-1,Ada,,ada@example.org,,,,,", "Cognome", "manca il cognome"),
        ("CV-1,-,-,ada@example.org,,,,,", "Nome", "mancano nome e cognome"),
        ("CV-1,123,Lovelace,ada@example.org,,,,,", "Nome", "«123» non è un nome"),
        (f"CV-1,{'A' * 61},Lovelace,ada@example.org,,,,,", "Nome", "61 lettere"),
        ("CV-1,Ada,Lovelace,,,,,,", "E-mail", "né e-mail né telefono"),
        ("CV-1,Ada,Lovelace,ada,,,,,", "E-mail", "«ada» non è un'e-mail"),
        ("CV-1,Ada,Lovelace,,12,,,,", "Telefono", "«12» non è un numero di telefono"),
        ("CV-1,Ada,Lovelace,ada,12,,,,", "E-mail", "non è un'e-mail"),
        (f"CV-1,Ada,Lovelace,ada@example.org,,,,{'E' * 201},", "Ente", "201 caratteri"),
    ],
)
def test_a_malformed_row_refuses_the_whole_file(desk: Desk, world: World, row: str, column: str, says: str) -> None:
    world.edition(code="CV-1")

    last, errors = desk.imports("CV-1,Grace,Hopper,grace@example.org,,,,,", row, status=2)

    assert last == "" and len(errors) == 1
    assert errors[0].startswith(f"iscrizioni.csv, riga 3, colonna «{column}»: ") and says in errors[0]
    assert people() == [] and db.session.scalars(select(Participant)).all() == []


def test_all_malformed_rows_are_said_at_once(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")

    _last, errors = desk.imports("CV-9,Ada,,,,,,,", "", ADA, "CV-1,,Rossi,x@example.org,,,,,", status=2)

    assert [error.split(":")[0] for error in errors] == [
        "iscrizioni.csv, riga 2, colonna «Codice»",
        "iscrizioni.csv, riga 2, colonna «Cognome»",
        "iscrizioni.csv, riga 2, colonna «E-mail»",
        "iscrizioni.csv, riga 5, colonna «Nome»",
    ]


def test_a_person_with_a_single_name_has_a_dash(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")

    desk.imports("CV-1,-,Suharto,s@example.org,,,,,")

    assert people()[0].participant.name == "Suharto"


def test_a_bad_telephone_beside_a_good_address_is_left_out_and_said(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")

    last, errors = desk.imports("CV-1,Ada,Lovelace,ada@example.org,12,marziano,,,")

    assert last.startswith("1 iscrizione: 1 confermata")
    assert errors[0] == (
        "Attenzione: iscrizioni.csv, riga 2, colonna «Telefono»: «12» non è un numero di telefono. "
        "Tengo l'altro recapito."
    )
    assert "«marziano» non è una lingua" in errors[1]
    assert (people()[0].email, people()[0].phone, people()[0].language) == ("ada@example.org", None, "it")
