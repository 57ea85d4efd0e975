"""Who comes back: customers of different eagerness, each of whom is gone after some order.

Each new customer draws how eager he is and how easily he leaves. Whoever orders again is drawn
among those who are still there, the eager ones more often, and may leave with that order. How many
orders there are in a day is not decided here.
"""

from __future__ import annotations

import math

EAGER = 5.0
"""Mean tickets of a customer in the draw for the next order; some have none and never return."""
LEAVES = 6.0
"""The chance to leave after an order is Beta(this, 1) over customers."""
STRIDE = 9973.0
BEFORE = 0.5
"""Of the eagerness of a new customer, what those from before the first day still have."""


class Regulars:
    """Everybody who may order again.

    Parameters
    ----------
    known : int
        Customers from before the first day, by the numbers 1 to `known`.
    """

    def __init__(self, known: int) -> None:
        self._tickets: list[int] = []
        self._leaves: dict[int, float] = {}
        self._waiting: list[tuple[int, float, float]] = []
        for customer in range(1, known + 1):
            # evenly spread, in an order that neither number shows
            eager, leaves = ((customer * step % known + 0.5) / known for step in (7919, 104_729))
            self._enter(customer, eager, leaves, EAGER * BEFORE)

    def welcome(self, customer: int, eager: float, leaves: float) -> None:
        """Take a new customer in, from the next day on; both are even draws from 0 to 1."""
        self._waiting.append((customer, eager, leaves))

    def next_day(self) -> None:
        """Let those who came yesterday order again."""
        for customer, eager, leaves in self._waiting:
            self._enter(customer, eager, leaves, EAGER)
        self._waiting.clear()

    def again(self, who: float, leaves: float) -> int:
        """Return who orders again, and let him go where it was for the last time.

        Parameters
        ----------
        leaves : float
            An even draw; 1 where nobody leaves with such an order.
        """
        tickets = self._tickets
        while True:
            place = int(who * len(tickets))
            customer = tickets[place]
            if customer in self._leaves:
                break
            tickets[place] = tickets[-1]  # somebody who is gone: his ticket goes too
            tickets.pop()
            who = who * STRIDE % 1  # not the same place: the newest of all stands there now
        if leaves < self._leaves[customer]:
            del self._leaves[customer]
        return customer

    def _enter(self, customer: int, eager: float, leaves: float, mean: float) -> None:
        self._tickets += [customer] * int(-mean * math.log(1 - eager))
        self._leaves[customer] = leaves ** (1 / LEAVES)
