import pytest

from app.lib import codes

pytestmark = pytest.mark.one_database

KEY, OTHER_KEY = b"a" * 32, b"b" * 32


def test_a_minted_code_is_genuine_under_its_own_key_only() -> None:
    code = codes.minted_code(KEY)

    assert len(code) == 16 and codes.is_genuine(code, KEY)
    assert not codes.is_genuine(code, OTHER_KEY)


def test_a_changed_letter_is_a_forgery() -> None:
    code = codes.minted_code(KEY)

    for place in range(16):
        wrong = codes.ALPHABET[(codes.ALPHABET.index(code[place]) + 1) % 32]
        assert not codes.is_genuine(code[:place] + wrong + code[place + 1 :], KEY)


def test_the_random_part_comes_first_and_repeats_for_nobody() -> None:
    voices = {codes.minted_code(KEY)[: codes.VOICE_LETTERS] for _ in range(2000)}

    assert len(voices) > 1990


@pytest.mark.parametrize("typed", ["ol1i-0000", "O L I 1 0 0 0 0", "0111–0000", "oiLl.oooo"])
def test_letters_that_look_alike_are_read_as_digits(typed: str) -> None:
    assert codes.normalised(typed) == "01110000"


def test_codes_are_shown_in_groups_and_said_in_two_breaths() -> None:
    assert codes.in_groups("K7QM3F2PABCD1234") == "K7QM-3F2P-ABCD-1234"
    assert codes.voice("K7QM3F2PABCD1234") == "K7Q M3F"
