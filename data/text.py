"""The same sentence in both languages; a missing one does not import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name, in 繁體中文 and in English.

    Parameters
    ----------
    zh, en : str
        The two wordings. ``{name}`` marks are filled by :meth:`fill`.

    Raises
    ------
    ValueError
        When either wording is empty, so that a forgotten translation stops the import of its
        module instead of reaching a screen.
    """

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError(f"a Text needs both languages: {self.zh!r} / {self.en!r}")

    def to(self, lang: Lang) -> str:
        """Return the wording in one language."""
        return self.zh if lang == "zh" else self.en

    def fill(self, **values: object) -> Text:
        """Return the sentence with its marks filled; a Text among the values keeps its language."""
        return Text(
            zh=self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
            en=self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )

    def as_dict(self) -> dict[str, str]:
        """Return ``{"zh": …, "en": …}``, for JSON."""
        return {"zh": self.zh, "en": self.en}
