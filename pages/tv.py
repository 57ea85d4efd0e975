"""電視 Wall: the overview's cards one after the other over the whole screen."""

from pages.ui import filters
from pages.ui.tv import wall

wall.hang(filters.language())
