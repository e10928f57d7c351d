from datetime import date

import pytest

from app.programme.half_year import HalfYear, named, of

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bussola del lavoro — Programma del primo semestre 2027", "2027-1"),
        ("PROGRAMMA  SECONDO SEMESTRE 2027", "2027-2"),
        ("I semestre 2027", "2027-1"),
        ("II semestre 2027", "2027-2"),
        ("1° semestre 2027", "2027-1"),
        ("2° sem. 2027", "2027-2"),
        ("Programma 2027-1", "2027-1"),
        ("programma 2027/2", "2027-2"),
        ("gennaio–giugno 2027", "2027-1"),
        ("bozza da correggere", None),
        ("primo semestre", None),
        ("anno 2026/2027", None),
        ("aggiornato il 2027-2-15", None),
    ],
)
def test_the_half_year_that_a_title_names(text: str, slug: str | None) -> None:
    found = named(text)

    assert (found.slug if found else None) == slug


def test_a_half_year_holds_its_days() -> None:
    second = HalfYear(2027, 2)

    assert (second.first_on, second.last_on) == (date(2027, 7, 1), date(2027, 12, 31))
    assert of(date(2027, 6, 30)) == HalfYear(2027, 1) and of(date(2027, 7, 1)) == second
    assert not second.holds(date(2028, 1, 1))
