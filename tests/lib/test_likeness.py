import pytest

from app.lib.likeness import are_alike, may_be_one_name, slips_between

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("rossi", "rossi", 0),
        ("rossi", "rosi", 1),
        ("rossi", "orssi", 1),
        ("rossi", "russo", 2),
        ("rossi", "bianchi", 3),
    ],
)
def test_slips_are_counted_up_to_the_most_that_matter(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, 2) == slips
    assert slips_between(other, one, 2) == slips


def test_short_words_forgive_nothing_and_long_ones_two_slips() -> None:
    assert not are_alike("ada", "ida") and are_alike("rossi", "rosi")
    assert are_alike("kovalenko", "covalenco") and not are_alike("rossi", "russo")


def test_one_name_may_be_written_in_several_ways() -> None:
    assert may_be_one_name("dangelo nicolo", "dangello nicolo")
    assert may_be_one_name("ada lovelace", "ada king lovelace")
    assert not may_be_one_name("ada lovelace", "ada hopper")
    assert not may_be_one_name("ada", "ada lovelace") and may_be_one_name("ada", "ada")
