"""Who reads GA4: the service account, the client that speaks for it, the properties it sees."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.ga4.no_access import NoAccess
from data.text import Text

if TYPE_CHECKING:
    from google.analytics.data_v1beta import BetaAnalyticsDataClient
    from google.auth.credentials import Credentials

KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS"
ENDPOINT = "LODESTAR_GA4_ENDPOINT"
"""Another address that speaks the API, such as a stand-in here; nobody signs in there."""
SECRETS = Path(".streamlit/secrets.toml")
SECTION = "ga4_service_account"
SCOPE = "https://www.googleapis.com/auth/analytics.readonly"
DATA_HOST, ADMIN_HOST = "analyticsdata.googleapis.com", "analyticsadmin.googleapis.com"
PAGE = 200

NO_KEY = Text(
    "還沒有 GA4 的金鑰：請把服務帳戶的 JSON 檔路徑放進環境變數 {variable}，或把內容放進"
    " {secrets} 的 [{section}]。",
    "There is no key for GA4 yet: put the path of the service account's JSON file into {variable},"
    " or its content into [{section}] of {secrets}.",
)
NO_FILE = Text(
    "{variable} 指到 {path}，那裡沒有檔案；請確認路徑（從根目錄寫起最保險），再重新啟動看板。",
    "{variable} names {path}, where there is no file: check the path (best written from the root"
    " on) and start the board again.",
)
BAD_KEY = Text(
    "讀不懂 {where} 的金鑰（{why}）；請從 Google Cloud 重新下載服務帳戶的 JSON 檔。",
    "The key in {where} cannot be read ({why}); download the service account's JSON file again.",
)


@dataclass(frozen=True, slots=True)
class Property:
    """A GA4 property: its number, its name as GA4's own files write it, whose account it is in."""

    id: str
    name: str
    owner: str = ""


@dataclass(frozen=True)
class Access:
    """What a key opens; nothing of the key is kept, logged or shown but its address.

    Parameters
    ----------
    address : str
        The e-mail to invite to a property as a viewer; empty at a stand-in.
    endpoint : str
        ``http://host:port`` of a stand-in; empty for Google.
    """

    address: str
    endpoint: str
    signed: Credentials = field(repr=False)

    @cached_property
    def client(self) -> BetaAnalyticsDataClient:
        """The client of the Data API; over REST, which every proxy lets through."""
        from google.analytics.data_v1beta import BetaAnalyticsDataClient
        from google.analytics.data_v1beta.services.beta_analytics_data.transports import (
            BetaAnalyticsDataRestTransport,
        )

        scheme, _, host = (self.endpoint or f"https://{DATA_HOST}").partition("://")
        return BetaAnalyticsDataClient(
            transport=BetaAnalyticsDataRestTransport(
                host=host, url_scheme=scheme, credentials=self.signed
            )
        )

    def properties(self) -> list[Property]:
        """Return the properties the key may read, by account and name.

        Raises
        ------
        NoAccess
            When Google does not know the key, the Admin API is switched off for it, or nobody
            answers.
        """
        from data.ga4.lessons import reached, taught  # which name what the client's errors mean

        found: list[Property] = []
        token = ""
        while True:
            with taught(self.address, ""), reached(self.endpoint or ADMIN_HOST):
                page = self._summaries(token)
            for account in page.get("accountSummaries", ()):
                owner = account.get("displayName", "")
                for one in account.get("propertySummaries", ()):
                    number = one["property"].removeprefix("properties/")
                    found.append(Property(number, one.get("displayName", number), owner))
            token = page.get("nextPageToken", "")
            if not token:
                return sorted(found, key=lambda p: (p.owner, p.name, p.id))

    def _summaries(self, token: str) -> dict[str, Any]:
        """Ask the Admin API for one page of what the key sees."""
        from google.api_core.exceptions import from_http_response
        from google.auth.transport.requests import AuthorizedSession

        root = self.endpoint or f"https://{ADMIN_HOST}"
        asked = {"pageSize": str(PAGE), "pageToken": token}
        with AuthorizedSession(self.signed) as session:
            answer = session.get(f"{root}/v1beta/accountSummaries", params=asked, timeout=60)
        if answer.status_code != 200:
            raise from_http_response(answer)
        page: dict[str, Any] = answer.json()
        return page


def access(secrets: Path = SECRETS) -> Access:
    """Return what the key of this machine opens.

    Raises
    ------
    NoAccess
        When there is no key, or what lies in its place is none.
    """
    endpoint = os.environ.get(ENDPOINT, "")
    if endpoint:
        from google.auth.credentials import AnonymousCredentials

        return Access("", endpoint.rstrip("/"), AnonymousCredentials())
    where, said = _key(secrets)
    from google.oauth2.service_account import Credentials as ServiceAccount

    try:
        signed = ServiceAccount.from_service_account_info(said, scopes=[SCOPE])
    except (ValueError, KeyError) as wrong:
        # the message may quote the key: only what kind of error it was is told
        raise NoAccess(BAD_KEY.fill(where=where, why=type(wrong).__name__)) from None
    return Access(said["client_email"], "", signed)


def _key(secrets: Path) -> tuple[str, dict[str, Any]]:
    """Return where the key lies and what it says."""
    path = os.environ.get(KEY_FILE)
    try:
        if path:
            return KEY_FILE, json.loads(Path(path).read_text("utf-8"))
        if secrets.exists():
            section = tomllib.loads(secrets.read_text("utf-8")).get(SECTION)
            if section:
                return str(secrets), section
    except FileNotFoundError:
        raise NoAccess(NO_FILE.fill(path=path, variable=KEY_FILE)) from None
    except (OSError, ValueError) as wrong:
        where = KEY_FILE if path else str(secrets)
        raise NoAccess(BAD_KEY.fill(where=where, why=type(wrong).__name__)) from None
    told = {"variable": KEY_FILE, "secrets": SECRETS, "section": SECTION}
    raise NoAccess(NO_KEY.fill(**told))
