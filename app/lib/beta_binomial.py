"""How many of n people come, when the share that comes is itself not known for sure: the Beta-Binomial law.

P(k of n) = C(n,k) · B(k+a, n−k+b) / B(a,b), with B the Beta function (Johnson, Kemp, Kotz, «Univariate Discrete
Distributions», 3rd ed., §6.2.2). ``a`` and ``b`` are as many who came and who did not, as far as one believes them.
"""

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


def probability(k: int, n: int, belief: ShowUp) -> float:
    """That exactly ``k`` of ``n`` come, 0 to 1."""
    a, b = belief
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + _log_beta(k + a, n - k + b) - _log_beta(a, b))


def more_than(seats: int, n: int, belief: ShowUp) -> float:
    """The probability, 0 to 1, that more than ``seats`` of ``n`` come."""
    return min(1.0, sum(probability(k, n, belief) for k in range(seats + 1, n + 1)))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
