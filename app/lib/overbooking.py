"""How many sign-ups a room of so many seats bears, when not everybody comes."""

from app.lib.beta_binomial import ShowUp, more_than

ACCEPTED_RISK = 0.05  # of more people than seats
FIRE_RISK = 0.001  # of more people than the fire limit lets in
MOST_PER_SEAT = 1.5  # sign-ups; beyond, a bad day would turn away half the room


def most_sign_ups(seats: int, belief: ShowUp, fire_limit: int | None = None) -> int:
    """The largest number of sign-ups of which more than ``seats`` come with a probability of 5 % at most.

    Never fewer than ``seats`` nor more than one and a half times as many; with a ``fire_limit`` (people) no more than
    what passes it once in a thousand times.
    """
    most = seats
    for n in range(seats + 1, int(seats * MOST_PER_SEAT) + 1):
        if more_than(seats, n, belief) > ACCEPTED_RISK:
            break
        if fire_limit is not None and more_than(fire_limit, n, belief) > FIRE_RISK:
            break
        most = n
    return most
