"""The sample shop's figures, asked for as people ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest

from kpi.__main__ import main
from tests.data.sample_shop import TODAY, Shop, filled
from tests.stores import once


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return filled(tmp_path_factory)


@pytest.fixture(scope="session")
def show(shop: Shop) -> Callable[..., list[dict[str, Any]]]:
    """Return a caller of ``python -m kpi show``."""

    def run(first: str, last: str, *words: str) -> list[dict[str, Any]]:
        call = ["show", *words, "--from", first, "--to", last, "--store", str(shop.store.root)]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as out:
            patch.setenv("LODESTAR_TODAY", TODAY)
            patch.delenv("LODESTAR_STATE", raising=False)
            assert main([*call, "--json"]) == 0
        rows: list[dict[str, Any]] = json.loads(out.getvalue())["rows"]
        return rows

    return run


@pytest.fixture(scope="session")
def by_month(
    shop: Shop, show: Any, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every KPI of every month, asked for once a run."""
    asked = (shop.truth["first"], shop.truth["last"], "--by", "month")
    path = once(tmp_path_factory, "months.json", lambda to: to.write_text(json.dumps(show(*asked))))
    return {(row["kpi"], row["cut"]["month"]): row for row in json.loads(path.read_text())}
