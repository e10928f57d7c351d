"""The table of the study that the model comes from, and a check by counting."""

import random

import pytest

from app.lib.beta_binomial import ShowUp, more_than, probability
from app.lib.overbooking import MOST_PER_SEAT, most_sign_ups

pytestmark = pytest.mark.one_database

STRENGTHS = (10, 60, 1e6)  # people; the last is as good as certain
TABLE = {  # most sign-ups by seats and by the share that comes, for each strength
    12: {0.6: (13, 15, 15), 0.7: (12, 13, 14), 0.8: (12, 12, 12)},
    16: {0.6: (18, 20, 21), 0.7: (17, 18, 19), 0.8: (16, 17, 17)},
    20: {0.6: (23, 26, 27), 0.7: (21, 23, 24), 0.8: (20, 21, 22)},
    30: {0.6: (35, 40, 42), 0.7: (32, 35, 37), 0.8: (31, 32, 33)},
}


@pytest.mark.parametrize("seats", TABLE)
@pytest.mark.parametrize("share", [0.6, 0.7, 0.8])
def test_the_table_is_met(seats: int, share: float) -> None:
    most = tuple(most_sign_ups(seats, ShowUp(share * k, (1 - share) * k)) for k in STRENGTHS)

    assert most == TABLE[seats][share]


def test_all_probabilities_make_one() -> None:
    assert sum(probability(k, 23, ShowUp(7, 3)) for k in range(24)) == pytest.approx(1)


def test_counting_agrees() -> None:
    chance, belief = random.Random(7), ShowUp(17.5, 7.5)
    shares = [chance.betavariate(*belief) for _ in range(20_000)]
    over = sum(sum(chance.random() < share for _ in range(23)) > 20 for share in shares)

    assert more_than(20, 23, belief) == pytest.approx(over / len(shares), abs=0.006)


def test_the_fire_limit_of_a_room_lowers_what_it_is_promised() -> None:
    belief = ShowUp(60, 40)

    assert 20 <= most_sign_ups(20, belief, fire_limit=20) < most_sign_ups(20, belief, fire_limit=23)


def test_a_room_is_never_promised_more_than_one_and_a_half_times() -> None:
    assert most_sign_ups(20, ShowUp(1, 99)) == 20 * MOST_PER_SEAT
