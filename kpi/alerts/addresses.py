"""Addresses of channels: secrets, so they come from outside the store and are never shown."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.text import Text

VARIABLE = "LODESTAR_ALERTS"
SECRETS = Path(__file__).parents[2] / ".streamlit" / "secrets.toml"
LINE_SCHEMA = "line://"

WHERE = Text(
    "位址裡有密碼或金鑰，所以不存在看板裡：寫進環境變數 LODESTAR_ALERTS（名稱=網址，空白分開），"
    '或 .streamlit/secrets.toml 的 [alerts]（名稱 = "網址"）。',
    "Addresses hold passwords or keys and are not kept on the board: put them into the environment"
    " variable LODESTAR_ALERTS (name=url, apart by spaces) or under [alerts] in"
    ' .streamlit/secrets.toml (name = "url").',
)

NETWORK = Text(
    "Slack、LINE 的主機是固定的；要經過公司的代理伺服器，就讓執行看板與排程的環境有 HTTPS_PROXY，"
    "代理自己的憑證用 REQUESTS_CA_BUNDLE 指定。Teams 的工作流程與 Slack 的 Webhook 也可以整個網址"
    "原樣貼上。",
    "The hosts of Slack and LINE are fixed; where a company's proxy stands between, give the board"
    " and the job HTTPS_PROXY, and REQUESTS_CA_BUNDLE for a certificate of the proxy's own. The"
    " addresses of a Teams workflow and of a Slack webhook may also be pasted as they are.",
)
EXAMPLES = Text(
    """[alerts]
mail-ads = "mailtos://帳號:密碼@smtp.example.com:587?from=kpi@example.com&to=lead@example.com"
slack-ads = "slack://TOKEN-A/TOKEN-B/TOKEN-C/%23kpi"
teams-ads = "workflows://主機:443/WORKFLOW/SIGNATURE"
line-team = "line://頻道存取權杖/U或C開頭的ID"
hook = "jsons://example.com/hook"
""",
    """[alerts]
mail-ads = "mailtos://user:password@smtp.example.com:587?from=kpi@example.com&to=lead@example.com"
slack-ads = "slack://TOKEN-A/TOKEN-B/TOKEN-C/%23kpi"
teams-ads = "workflows://host:443/WORKFLOW/SIGNATURE"
line-team = "line://channel-access-token/ID-beginning-with-U-or-C"
hook = "jsons://example.com/hook"
""",
)
"""What ``.streamlit/secrets.toml`` looks like; nothing in it is anybody's."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to somebody: its name is for people, its address for the sender alone."""

    name: str
    url: str = field(repr=False)

    @property
    def is_metered(self) -> bool:
        """Whether every message of it is paid for: LINE's messaging API."""
        return self.url.lower().startswith(LINE_SCHEMA)


def channels(
    environment: Mapping[str, str] | None = None, secrets: Path = SECRETS
) -> dict[str, Channel]:
    """Return the known channels by name; the environment goes before the file.

    A file that cannot be read is as if it were not there: what it holds must not reach an error.
    """
    told = (environment if environment is not None else os.environ).get(VARIABLE, "")
    pairs = dict(_of_file(secrets))
    for word in told.split():
        name, _, url = word.partition("=")
        pairs[name] = url
    return {n: Channel(n, url) for n, url in pairs.items() if n and url}


def _of_file(path: Path) -> Mapping[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("alerts", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: url for name, url in found.items() if isinstance(url, str)}
