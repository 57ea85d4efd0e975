"""What a review refuses: each says in both languages what is wrong, why, and what to do."""

from __future__ import annotations

from data.text import Text


class Refused(RuntimeError):
    """Something a review does not do; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class NotOpened(Refused):
    """A week that cannot be reviewed."""


class Closed(Refused):
    """A decision in a review that is closed."""


class NotDecided(Refused):
    """A decision on what is not on the agenda, or by a step that is not of the playbook."""


class NeedsReason(Refused):
    """A KPI that is put off the second week running, without a reason."""


class Undecided(Refused):
    """KPIs that need action and have no decision yet; `items` are their keys, as on the agenda."""

    def __init__(self, text: Text, items: tuple[str, ...]) -> None:
        super().__init__(text)
        self.items = items
