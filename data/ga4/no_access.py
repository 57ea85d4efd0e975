"""The one error of a key that does not open GA4."""

from __future__ import annotations

from data.text import Text


class NoAccess(RuntimeError):
    """GA4 cannot be read as things stand; ``text`` says which, why and what to grant."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
