"""週會 Review: start the week's meeting, decide, take it along; actions and history beside it."""

from pages.ui import filters
from pages.ui.review import shell

lang, part = filters.language(), shell.chosen()
shell.choose(part, lang)
shell.draw(part, lang)
