"""What has to be known of an account's curves, whoever asks: who is one, what is assumed."""

from __future__ import annotations

from collections.abc import Iterator

from data.text import Text
from kpi.spacing import apart
from kpi.whatif import question_words as words
from kpi.whatif.account import Account


def together(account: Account) -> Iterator[Text]:
    """Yield which channels are one and which curves are assumed, with the reason."""
    if account.silent:
        yield account.silent
    for channel in account.channels:
        name = apart(Text(channel.name("zh"), channel.name("en")))
        if len(channel.members) > 1:
            yield words.TOGETHER.fill(name=name)
        if channel.assumed:
            yield words.ASSUMED.fill(name=name, elasticity=f"{account.elasticity:.2f}")
