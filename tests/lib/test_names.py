import pytest

from app.lib import names

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nicolò D’Angelo", "d'angelo NICOLO"),
        ("Zanotti-Casadei Anna", "Anna  Zanotti Casadei"),
        ("Đorđe Ćosić", "Dorde Cosic"),
        ("Øster Gård", "oster gard"),
        ("Ştefan Ţăranu", "Stefan Taranu"),
        ("ＡＤＡ Lovelace", "Ada Lovelace"),
    ],
)
def test_the_same_name_however_it_is_written(one: str, other: str) -> None:
    assert names.name_key(one) == names.name_key(other)


@pytest.mark.parametrize(("one", "other"), [("কমলা", "কমল"), ("محمد", "احمد"), ("陈", "李"), ("Anna", "Anne")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert names.name_key(one) != names.name_key(other)


def test_what_nobody_sees_is_taken_away() -> None:
    assert names.tidy(" Ada\u202e \r\n\x00Love\u200blace\t ") == "Ada Lovelace"


def test_a_name_becomes_part_of_an_address() -> None:
    assert names.slug("Diritti e inclusione: l'età") == "diritti-e-inclusione-l-eta"


@pytest.mark.parametrize("name", ["Ada", "Nicolò", "Anne-Marie", "D’Angelo", "M. Grazia", "Олена", "محمد", "কমলা", "陈"])
def test_a_name_of_letters_may_greet(name: str) -> None:
    assert names.is_harmless(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "…",
        "https://evil.example",
        "www.evil",
        "evil.example",
        "ada@example.org",
        "Ada\nBcc",
        "Ada\u202egro.live",
        "Ada\u2066",
        "Vinci 1000",
        "Ada <b>",
        "A" * 61,
    ],
)
def test_what_a_reader_could_take_for_more_than_a_name_greets_nobody(name: str) -> None:
    assert not names.is_harmless(name)
