"""The server's face: `streamlit run app.py` and `uvicorn app:app` both serve it."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from pages.ui.serving import Serving, warm_up

app = st.App("pages/ui/frame.py", lifespan=warm_up, middleware=[Middleware(Serving)])
