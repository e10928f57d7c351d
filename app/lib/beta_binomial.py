"""How many of n people come, when the share that comes is itself not known for sure: the Beta-Binomial law.

P(k of n) = C(n,k) · B(k+a, n−k+b) / B(a,b), with B the Beta function (Johnson, Kemp, Kotz, «Univariate Discrete
Distributions», 3rd ed., §6.2.2). ``a`` and ``b`` are as many who came and who did not, as far as one believes them.
"""

from collections.abc import Sequence
from math import exp, lgamma
from typing import NamedTuple


class ShowUp(NamedTuple):
    """What is believed of the share that comes: Beta(``came``, ``missed``), both above nought."""

    came: float
    missed: float

    @property
    def mean(self) -> float:
        """The share, 0 to 1."""
        return self.came / (self.came + self.missed)

    @property
    def strength(self) -> float:
        """As how many people the belief weighs."""
        return self.came + self.missed

    def weighing(self, people: float) -> "ShowUp":
        """The same share, believed as if it came from so many people."""
        return ShowUp(self.came * people / self.strength, self.missed * people / self.strength)


def probability(k: int, n: int, belief: ShowUp) -> float:
    """That exactly ``k`` of ``n`` come, 0 to 1."""
    a, b = belief
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + _log_beta(k + a, n - k + b) - _log_beta(a, b))


def distribution(n: int, belief: ShowUp) -> list[float]:
    """The probabilities that 0, 1 … n of ``n`` come."""
    return [probability(k, n, belief) for k in range(n + 1)]


def together(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The probabilities of the sum of two independent counts: their convolution."""
    both = [0.0] * (len(one) + len(other) - 1)
    for i, p in enumerate(one):
        for j, q in enumerate(other):
            both[i + j] += p * q
    return both


def beyond(seats: int, probabilities: Sequence[float]) -> float:
    """The probability, 0 to 1, of a count of more than ``seats``."""
    return min(1.0, sum(probabilities[seats + 1 :]))


def more_than(seats: int, n: int, belief: ShowUp) -> float:
    """The probability, 0 to 1, that more than ``seats`` of ``n`` come."""
    return beyond(seats, distribution(n, belief))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
