import csv
from pathlib import Path

import pytest

from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone, spoken_phone

pytestmark = pytest.mark.one_database

SAMPLE = Path(__file__).parent.parent / "data" / "iscrizioni-2027-1.csv"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("051 6543810", "+390516543810"), ("333 1302255", "+393331302255"), ("+39 333 1302255", "+393331302255"),
     ("0039 051-654.3810", "+390516543810"), ("+40 721 234 567", "+40721234567")],
)  # fmt: skip
def test_one_number_has_one_form(typed: str, number: str) -> None:
    assert normalised_phone(typed) == number


def test_the_numbers_people_really_have_are_accepted() -> None:
    with SAMPLE.open(encoding="utf-8") as file:
        numbers = [row["Telefono"] for row in csv.DictReader(file) if row["Telefono"]]

    assert len(numbers) == 225 and all(normalised_phone(number).startswith("+") for number in numbers)


@pytest.mark.parametrize("typed", ["33", "pronto", "", "1" * 40])
def test_what_no_network_could_dial_is_refused(typed: str) -> None:
    with pytest.raises(UnusableAddress):
        normalised_phone(typed)


def test_an_address_has_one_form() -> None:
    assert normalised_email(" Ada@Example.ORG ") == "ada@example.org"


@pytest.mark.parametrize(
    "typed",
    ["ada", "ada@", "ada@example.org, bob@example.org", "a b@example.org", "ada@example.org\nBcc: x@example.org"],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(UnusableAddress):
        normalised_email(typed)


def test_numbers_are_said_as_people_write_them() -> None:
    assert spoken_phone("+390516543810") == "051 654 3810" and spoken_phone("+40721234567").startswith("+40")
