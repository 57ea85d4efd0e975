"""Whole orders from the rows they stand on: what holds, and what one says for all its rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from data.reading.plan import Plan
from data.reading.shop.orders import tells_payment
from data.schema import ORDERS, OrderMeasure, Quantity
from data.sql import recipe

AMOUNTS = (
    OrderMeasure.TOTAL, OrderMeasure.DISCOUNT, OrderMeasure.SUBSIDY, OrderMeasure.REFUND,
    OrderMeasure.SHIPPING, OrderMeasure.ORDER_TAX, OrderMeasure.FEES,
)  # fmt: skip
"""What belongs to an order and not to a line."""
SAID = (
    "sales_channel", "refund_status", "payment_method", "coupon", "customer", "customer_kind",
    *ORDERS.dates,
)  # fmt: skip
"""What the first row of an order that knows it says for all."""


def settle(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> Plan:
    """Hold back whole orders: those with a bad row, without a total, or that contradict themselves.

    Returns
    -------
    Plan
        The same plan where every order holds, else one to read the file again by.
    """
    if not plan.refused:
        con.execute("create or replace temp table refused (order_id text, code text)")
    column = plan.table.column("order_id")
    assert column is not None
    tests = [
        ("torn", f"order:{column.index}"),
        ("not coalesce(has_total, false) and goes_back", f"orphan:{column.index}"),
        ("not coalesce(has_total, false)", f"total:{column.index}"),
    ]
    for measure in _amounts(plan):
        found = plan.measures[measure]
        if not found.field.by_line:
            tests.append((f"kinds_{measure} > 1", f"repeat:{found.index}"))
    kinds = [f"count(distinct {_taken(m)}) as kinds_{m}" for m in _amounts(plan)]
    sql = recipe("refused_orders").format(
        kinds=", ".join(kinds),
        cases=" ".join(f"when {test} then '{code}'" for test, code in tests),
        has_total="bool_or(total is not null)" if _by_line(plan) else "bool_or(total >= 0)",
    )
    con.execute(sql, {"file": str(out)})
    codes = con.execute("select distinct code from refused order by code").fetchall()
    return replace(plan, refused=tuple(code for (code,) in codes))


def combine(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> None:
    """Write the typed rows again: what an order says on each of its rows, its amounts on one."""
    wholes = [f"arg_min({text}, place) filter ({text} is not null) as {text}" for text in SAID]
    wholes += [f"{_whole(plan, m)} as {m}" for m in AMOUNTS]
    said = _said(plan)
    sql = recipe("whole_orders").format(
        wholes=", ".join(wholes),
        refunds="false" if _by_line(plan) else "coalesce(total < 0, false)",
        columns=", ".join(f"{said.get(c, f'r.{c}')} as {c}" for c in plan.book.columns),
    )
    whole = out.with_suffix(".whole")
    copy = f"copy ({sql}) to $whole (format parquet)"
    con.execute(copy, {"file": str(out), "whole": str(whole)})
    whole.replace(out)
    once = ", ".join(f"{_once(m)} as {m}" for m in AMOUNTS if not _is_by_line(plan, m))
    held = recipe("held_orders").format(once=once)
    con.execute(held)


def _amounts(plan: Plan) -> list[Quantity]:
    return [m for m in AMOUNTS if m in plan.measures]


def _is_by_line(plan: Plan, measure: Quantity) -> bool:
    return measure in plan.measures and plan.measures[measure].field.by_line


def _by_line(plan: Plan) -> bool:
    """Whether the totals of the file are those of lines."""
    return _is_by_line(plan, OrderMeasure.TOTAL)


def _taken(measure: Quantity) -> str:
    """Return the SQL of an amount as the order itself says it: a total below zero is a refund."""
    return "case when total >= 0 then total end" if measure is OrderMeasure.TOTAL else str(measure)


def _whole(plan: Plan, measure: Quantity) -> str:
    """Return the SQL of an order's amount from its rows."""
    if _is_by_line(plan, measure):
        return f"sum({measure})"
    whole = f"max({_taken(measure)})"
    if measure is OrderMeasure.REFUND and not _by_line(plan):
        back = "sum(-total) filter (total < 0)"
        return f"case when {back} is null then {whole} else coalesce({whole}, 0) + {back} end"
    return whole


def _said(plan: Plan) -> dict[str, str]:
    """Return the SQL of the columns that are said by the whole order; by its row where it has one.

    Every column of the order is null where its row is the only one.
    """
    alone = "case when w.first_n is null then"
    said = {text: f"{alone} r.{text} else w.{text} end" for text in SAID}
    own, unpaid = plan.table.export.own_channel, "unpaid" if tells_payment(plan) else "paid"
    if own:
        said["sales_channel"] = f"coalesce({said['sales_channel']}, '{own}')"
    said["status"] = "coalesce(w.status, r.status, 'placed')"
    paid = f"{alone} r.payment_status else w.payment_status end"
    said["payment_status"] = f"coalesce({paid}, '{unpaid}')"
    said |= {m: f"{alone} r.{m} when r.n = w.first_n then w.{m} end" for m in AMOUNTS}
    day = "coalesce(w.day_from, r.day_from)"
    return said | {"day_from": day, "day_to": day, **_items()}


def _items() -> dict[str, str]:
    """Return the SQL of a line's pieces: on the row of a refund they came back."""
    back = "coalesce(r.returned_quantity, -r.quantity)"
    return {
        "quantity": "case when not r.is_refund then r.quantity end",
        "returned_quantity": f"case when r.is_refund then {back} else r.returned_quantity end",
    }


def _once(measure: Quantity) -> str:
    """Return the SQL of an amount on the first row of an order that has it, among rows held."""
    own = f"min(row_no) filter ({measure} is not null) over (partition by order_id, sort)"
    return f"case when order_id is null or row_no = {own} then {measure} end"
