"""The frame round every page: navigation, logo, and the one place where errors end."""

from __future__ import annotations

import logging
import secrets
import time
from pathlib import Path

import streamlit as st

from data.outdated import Damaged, Outdated
from data.text import Lang
from pages.ui import first_steps, sample_shop, words
from pages.ui.alerts import words as alert_words
from pages.ui.customers import words as customer_words
from pages.ui.deck import words as deck_words
from pages.ui.filters import keep_across_pages, language
from pages.ui.funnel import words as funnel_words
from pages.ui.goals import words as goal_words
from pages.ui.occasions import words as calendar_words
from pages.ui.review import words as review_words
from pages.ui.site import words as site_words
from pages.ui.theme import logo
from pages.ui.utm import words as utm_words
from pages.ui.whatif import words as whatif_words

PAGES = Path(__file__).parents[1]
OVERVIEW = PAGES / "overview.py"
ICON = Path(__file__).parent / "star.svg"
WHOLE_SCREEN = {"present": deck_words.NAME, "tv": deck_words.WALL}
"""Pages that cover the screen, without menu and logo; links lead there."""
LOOK_AGAIN = 2
"""Seconds until a page looks again whether what it waits for is done."""
LOG = logging.getLogger("lodestar")


def _menu(lang: Lang) -> dict[str, list[st.Page]]:
    """Return the pages of every week in the menu itself, the others under 更多."""
    return {
        "": [
            st.Page(OVERVIEW, title=words.OVERVIEW.to(lang), url_path="home", default=True),
            st.Page(PAGES / "channels.py", title=words.CHANNELS.to(lang)),
            st.Page(PAGES / "funnel.py", title=funnel_words.FUNNEL.to(lang)),
            st.Page(PAGES / "review.py", title=review_words.REVIEW.to(lang)),
            st.Page(PAGES / "whatif.py", title=whatif_words.WHAT_IF.to(lang)),
            st.Page(PAGES / "data.py", title=words.DATA.to(lang)),
            # the first page lives at /; /overview leads there too
            st.Page(OVERVIEW, title=words.TITLE.to(lang), url_path="overview", visibility="hidden"),
            *(
                st.Page(PAGES / f"{path}.py", title=title.to(lang), visibility="hidden")
                for path, title in WHOLE_SCREEN.items()
            ),
        ],
        words.MORE.to(lang): [
            st.Page(PAGES / "customers.py", title=customer_words.CUSTOMERS.to(lang)),
            st.Page(PAGES / "pacing.py", title=words.PACING.to(lang)),
            st.Page(PAGES / "goals.py", title=goal_words.GOALS.to(lang)),
            st.Page(PAGES / "alerts.py", title=alert_words.ALERTS.to(lang)),
            st.Page(PAGES / "calendar.py", title=calendar_words.CALENDAR.to(lang)),
            st.Page(PAGES / "utm.py", title=utm_words.UTM.to(lang)),
            st.Page(PAGES / "site.py", title=site_words.SITE.to(lang)),
            st.Page(PAGES / "glossary.py", title=words.GLOSSARY.to(lang)),
            st.Page(PAGES / "start.py", title=first_steps.FIRST_STEPS.to(lang)),
        ],
    }


def frame() -> None:
    """Draw the frame and run the page the reader asked for."""
    lang = language()
    st.set_page_config(page_title=words.TITLE.to(lang), page_icon=str(ICON), layout="wide")
    page = st.navigation(_menu(lang), position="top")
    if covers := page.url_path in WHOLE_SCREEN:
        st.navigation(_menu(lang), position="hidden")
    keep_across_pages(page.url_path)
    if language() != lang:  # a click in the menu had emptied the URL: draw the menu itself anew
        st.rerun()
    if not covers:
        st.logo(logo(lang), size="large")
    try:
        if not sample_shop.waits(lang):
            page.run()
    except Outdated as outdated:
        tell = st.error if isinstance(outdated, Damaged) else st.info
        tell(outdated.text.to(lang), icon=":material/autorenew:")
        time.sleep(LOOK_AGAIN)
        st.rerun()
    except Exception:
        error_id = secrets.token_hex(4)
        LOG.exception("error %s on page %r", error_id, page.url_path)
        st.error(words.FAILED.fill(id=error_id).to(lang), icon=":material/error:")


frame()
