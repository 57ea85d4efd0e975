"""The long form of the simulated accounts: whether bands hold and advice brings what it claims."""

from __future__ import annotations

import pytest

from tests.accounts import account
from tests.bench.response import LONG, figures, look


@pytest.mark.long
def test_advice_over_many_accounts() -> None:
    told = figures([look(account(seed)) for seed in range(LONG)])
    assert [f"{each.what}: {each.value}" for each in told if each.reached is False] == []
