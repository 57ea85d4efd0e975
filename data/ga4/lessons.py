"""What an error of the GA4 API means for the person who connected it, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from data.ga4.no_access import NoAccess
from data.text import Text

DEAD = Text(
    "Google 不認得這把金鑰（{address}）：服務帳戶可能已停用，或金鑰已刪除。請在 Google Cloud 建立"
    "新的金鑰再換上。",
    "Google does not know this key ({address}): the service account may be disabled, or the key"
    " deleted. Make a new key in Google Cloud and put it in its place.",
)
NOT_INVITED = Text(
    "{address} 還不能讀資源 {property}：請在 GA4 的「管理 → 資源存取權管理」以「檢視者」邀請它，"
    "並在 Google Cloud 啟用 Analytics Data API。（{why}）",
    "{address} may not read property {property}: invite it as Viewer under Admin → Property access"
    " management, and enable the Analytics Data API in Google Cloud. ({why})",
)
NO_LIST = Text(
    "{address} 看不到任何資源：請在 Google Cloud 啟用 Google Analytics Admin API。（{why}）",
    "{address} cannot list properties: enable the Google Analytics Admin API in Google Cloud."
    " ({why})",
)
NOT_FOUND = Text(
    "GA4 不接受這個問題（資源 {property}：{why}）；請確認資源編號是 GA4「資源設定」裡的數字。",
    "GA4 does not accept the question (property {property}: {why}); check that the number is the"
    " one under Property details.",
)
UNREACHED = Text(
    "連不上 Google（{host}），這不表示金鑰有錯。請檢查這台主機的網路、代理與防火牆，再試一次。",
    "Google cannot be reached ({host}), which says nothing about the key. Check this machine's"
    " network, proxy and firewall, then try again.",
)
BUSY = Text(
    "Google 現在沒有回答（{why}）；請過幾分鐘再試一次。",
    "Google does not answer just now ({why}); try again in a few minutes.",
)
NOBODY = Text("未登入的帳戶", "an account that is not signed in")


@contextmanager
def taught(address: str, property_id: str) -> Iterator[None]:
    """Turn errors that trying again cannot mend into :class:`NoAccess` with what to grant."""
    from google.api_core import exceptions as api
    from google.auth.exceptions import RefreshError

    who = address or NOBODY
    try:
        yield
    except (api.Unauthenticated, api.Unauthorized, RefreshError):
        raise NoAccess(DEAD.fill(address=who)) from None
    except (api.PermissionDenied, api.Forbidden) as refused:
        text = NOT_INVITED.fill(address=who, property=property_id, why=_first(refused))
        listing = NO_LIST.fill(address=who, why=_first(refused))
        raise NoAccess(text if property_id else listing) from None
    except (api.NotFound, api.InvalidArgument, api.BadRequest) as wrong:
        raise NoAccess(NOT_FOUND.fill(property=property_id, why=_first(wrong))) from None


@contextmanager
def reached(host: str) -> Iterator[None]:
    """Turn a line that is down, or a service that is, into :class:`NoAccess`; nothing is retried.

    Signing in goes over the line too, so its errors count.
    """
    from google.api_core import exceptions as api

    try:
        yield
    except line_down() as away:
        raise NoAccess(UNREACHED.fill(host=host)) from away
    except (api.ServerError, api.TooManyRequests) as busy:
        raise NoAccess(BUSY.fill(why=_first(busy))) from busy


def line_down() -> tuple[type[Exception], ...]:
    """Return what the libraries raise where nobody answers, while asking or while signing in."""
    from google.auth.exceptions import TransportError
    from requests import exceptions as net

    return TransportError, net.ConnectionError, net.Timeout, net.ChunkedEncodingError


def _first(error: Exception) -> str:
    return first_line(str(getattr(error, "message", ""))) or type(error).__name__


def first_line(said: str) -> str:
    """Return what a message says first, without the address that was asked."""
    return re.sub(r"^(GET|POST) \S+: ", "", said.partition("\n")[0])[:200]
