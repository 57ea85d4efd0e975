"""Delivery through a channel: tried a few times, its failure told without any of its address."""

from __future__ import annotations

import logging
import random
import re
from enum import StrEnum
from functools import cache
from typing import Any

from data.text import Text
from kpi.alerts.addresses import Channel
from kpi.alerts.compose import Message

RETRIES = 2
WAIT = (1.0, 3.0)
"""Seconds between tries, drawn anew for each message, so that many senders do not knock at once.
What is refused then is tried again by the next run."""
LONGEST = 60
"""Seconds after which no further try begins."""
STATUS = re.compile(r"error=(\d{3})\b")
FORMER = re.compile(r"msteams://|https://[^/]*\boffice\.com/webhook", re.IGNORECASE)
"""Addresses of Teams' former connectors."""
SILENCED = ("apprise", "urllib3", "requests", "charset_normalizer")
"""Loggers whose lines may hold addresses."""


class Why(StrEnum):
    """Why a message was not delivered, in words that hold nothing of the address."""

    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    RETIRED = "retired"
    """Of a service that takes no messages at such addresses any more."""
    REFUSED = "refused"
    """The server's own number follows: ``refused 401``."""
    UNREACHED = "unreached"


WHYS: dict[Why, Text] = {
    Why.NO_ADDRESS: Text(
        "執行提醒的程式找不到這個名稱的位址；請補上 LODESTAR_ALERTS 或 secrets.toml 的 [alerts]。",
        "the job has no address of this name; add it to LODESTAR_ALERTS or to [alerts] in"
        " secrets.toml.",
    ),
    Why.BAD_ADDRESS: Text(
        "位址的寫法不對；請對照 Apprise 的網址格式（例如 mailtos://、slack://、line://）改正。",
        "the address is not written as Apprise expects (mailtos://, slack://, line:// …).",
    ),
    Why.RETIRED: Text(
        "這是 Teams 舊連接器的位址，已經停用；請在 Teams 的頻道新增工作流程（收到 Webhook 要求時"
        "張貼到頻道），把它給的網址放在這個名稱下。",
        "it is an address of Teams' former connectors, which are switched off; add a workflow to"
        " the channel in Teams (post to a channel when a webhook request is received) and put the"
        " address it gives under this name.",
    ),
    Why.REFUSED: Text(
        "對方拒絕（HTTP {status}）；401、403 多半是金鑰失效，404 多半是網址過期。",
        "the other side refused it (HTTP {status}); 401 and 403 mostly mean a key that no longer"
        " holds, 404 an address that is gone.",
    ),
    Why.UNREACHED: Text(
        "連不上、沒有回應，或帳號密碼不被接受；請檢查位址、帳號密碼與這台機器的網路。",
        "it could not be reached, did not answer or did not take the login; check address, login"
        " and this machine's network.",
    ),
}


def worded(why: str) -> Text:
    """Say a kept reason."""
    code, _, status = why.partition(" ")
    return WHYS[Why(code) if code in set(Why) else Why.UNREACHED].fill(status=status)


def deliver(channel: Channel | None, message: Message) -> str | None:
    """Send a message; return why it was not delivered, None where it was.

    A target that took it is not sent it again by a retry.
    """
    if channel is None:
        return Why.NO_ADDRESS
    service = _service(channel)
    if service is None:
        return Why.RETIRED if FORMER.match(channel.url) else Why.BAD_ADDRESS
    from apprise import NotifyFormat

    sent = service.notify(
        body=message.body, title=message.subject, body_format=NotifyFormat.TEXT, timeout=LONGEST
    )
    return None if sent else _reason(sent)


def targets(channel: Channel) -> int:
    """Return how many receivers a channel has, each of which is a message; 1 where unknown."""
    service = _service(channel, retries=0)  # what is retried would count again
    return max(1, sum(map(len, service))) if service is not None else 1


def _service(channel: Channel, retries: int = RETRIES) -> Any | None:
    """Open a channel; None where its address is not understood."""
    _quiet()
    from apprise import Apprise, AppriseAsset, PersistentStoreMode

    asset = AppriseAsset(
        app_id="Lodestar",
        app_desc="Lodestar",
        app_url="",
        image_url_mask="",  # no picture from elsewhere beside our words
        image_url_logo="",
        default_service_retry=retries,
        default_service_wait=random.uniform(*WAIT),
        storage_mode=PersistentStoreMode.MEMORY,  # nothing of it on disk
        async_mode=False,
    )
    service = Apprise(asset=asset)
    return service if service.add(channel.url) else None


def _reason(sent: Any) -> str:
    """Return why a message was refused, of all the lines only the server's number."""
    said = [str(line) for result in sent for attempt in result.attempts for line in attempt.logs]
    found = STATUS.findall(" ".join(said))
    return f"{Why.REFUSED} {found[-1]}" if found else str(Why.UNREACHED)


class _Redacted(logging.Filter):
    """Leaves of a line the server's number and nothing else, whoever listens."""

    def filter(self, record: logging.LogRecord) -> bool:
        found = STATUS.search(record.getMessage())
        record.msg, record.args, record.exc_info = found.group() if found else "…", (), None
        return True


@cache
def _quiet() -> None:
    """Keep the lines of the libraries to themselves, for they name addresses and keys."""
    for name in SILENCED:
        log = logging.getLogger(name)
        log.addHandler(logging.NullHandler())
        log.addFilter(_Redacted())
        log.propagate = False
        log.setLevel(logging.WARNING)
