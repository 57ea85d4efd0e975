"""A stand-in for Google Analytics that speaks the Data API's own protocol, over REST and gRPC.

It answers from cubes of invented figures, page by page, with totals, metadata and quotas; and it
fails as it is told to, one fault a request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Protocol

import grpc
from google.analytics import data_v1beta as v1
from google.protobuf import json_format

from tests.ga4_people import Crowd

FAULTS = ("429", "500", "503", "drop", "half", "empty")
"""Too many requests, two kinds of failure, a cut line, half a page, an answer without rows."""
HALF = 2
POLL = 0.02
"""Seconds between two looks whether to stop."""
RANGES = 4
"""The API takes no more in one request."""
RUN = re.compile(r"/v1beta/(properties/\d+):runReport")
METADATA = re.compile(r"/v1beta/(properties/\d+)/metadata")
KEY_EVENTS = re.compile(r"/v1beta/(properties/\d+)/keyEvents")


class Told(Protocol):
    """What tells figures by some dimensions over any days."""

    @property
    def dimensions(self) -> tuple[str, ...]: ...
    @property
    def metrics(self) -> tuple[str, ...]: ...
    @property
    def adds(self) -> bool:
        """Whether it tells by fewer dimensions than it has."""
        ...

    def told(
        self, days: tuple[str, str], wanted: list[str], metrics: list[str], events: set[str]
    ) -> dict[tuple[str, ...], list[Decimal]]: ...


@dataclass(frozen=True)
class Cube:
    """Figures by some dimensions; rows of texts, dimensions first. Only what `adds` is summed."""

    dimensions: tuple[str, ...]
    metrics: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    adds: bool = True

    def told(
        self, days: tuple[str, str], wanted: list[str], metrics: list[str], events: set[str]
    ) -> dict[tuple[str, ...], list[Decimal]]:
        """Return the sums over some days by some dimensions."""
        places = [self.dimensions.index(name) for name in wanted]
        values = [len(self.dimensions) + self.metrics.index(name) for name in metrics]
        date, event = self.dimensions.index("date"), "eventName"
        found: dict[tuple[str, ...], list[Decimal]] = {}
        for row in self.rows:
            if not days[0] <= row[date] <= days[1]:
                continue
            if events and row[self.dimensions.index(event)] not in events:
                continue
            sums = found.setdefault(tuple(row[n] for n in places), [Decimal(0)] * len(values))
            for n, value in enumerate(values):
                sums[n] += Decimal(row[value])
        return found


@dataclass
class Standin:
    """One property that tells what its cubes hold.

    Parameters
    ----------
    faults : list of str
        Taken from the front, one a request; ``""`` is none. Afterwards nothing fails.
    says : dict
        Metadata of every answer, as :class:`v1.ResponseMetaData` takes it.
    offers : tuple of str
        Dimensions it has besides those of its cubes.
    key_events : mapping of str to str
        Its key events with how the Admin API says they are counted; empty: that API is off.
    named_keys : tuple of str
        Its key events as its metadata names metrics of them.
    withholds : mapping of str to int
        By dimension the first metric a row needs to be shown; it says where it hides one.
    """

    cubes: Sequence[Told]
    number: str = "123456"
    name: str = "範例商店 - GA4"
    currency: str = "TWD"
    faults: list[str] = field(default_factory=list)
    retry_after: str = "0"
    says: dict[str, Any] = field(default_factory=dict)
    offers: tuple[str, ...] = ()
    key_events: dict[str, str] = field(default_factory=dict)
    named_keys: tuple[str, ...] = ()
    withholds: dict[str, int] = field(default_factory=dict)
    page: int = 10_000
    asked: list[v1.RunReportRequest] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def fault(self) -> str:
        """Return what goes wrong with this request."""
        with self.lock:
            return self.faults.pop(0) if self.faults else ""

    def metadata(self, name: str) -> v1.Metadata:
        """Return which dimensions and metrics it has."""
        dimensions = {d for cube in self.cubes for d in cube.dimensions} | set(self.offers)
        metrics = {m for cube in self.cubes for m in cube.metrics}
        metrics |= {f"keyEvents:{event}" for event in self.named_keys}
        return v1.Metadata(
            name=name,
            dimensions=[v1.DimensionMetadata(api_name=d, ui_name=d) for d in sorted(dimensions)],
            metrics=[v1.MetricMetadata(api_name=m, ui_name=m) for m in sorted(metrics)],
        )

    def report(self, asked: v1.RunReportRequest, fault: str = "") -> v1.RunReportResponse:
        """Answer one request."""
        with self.lock:
            self.asked.append(asked)
        wanted = [d.name for d in asked.dimensions]
        metrics = [m.name for m in asked.metrics]
        told = self._cohorts(asked) if asked.cohort_spec else self._rows(asked, wanted, metrics)
        least = max((n for name, n in self.withholds.items() if name in wanted), default=0)
        rows = sorted((cut, values) for cut, values in told.items() if values[0] >= least)
        headers = [*wanted, *(["dateRange"] if len(asked.date_ranges) > 1 else [])]
        says = {**self.says, **({"subject_to_thresholding": True} if len(rows) < len(told) else {})}
        limit = min(int(asked.limit) or 10_000, self.page)
        shown = rows[asked.offset : asked.offset + limit]
        if fault == "half":
            shown = shown[: max(len(shown) // HALF, 1)]
        if fault == "empty":
            shown = []
        totals = [sum(Decimal(values[n]) for _, values in rows) for n in range(len(metrics))]
        return v1.RunReportResponse(
            dimension_headers=[v1.DimensionHeader(name=name) for name in headers],
            metric_headers=[v1.MetricHeader(name=name, type_="TYPE_INTEGER") for name in metrics],
            rows=[_row(cut, values) for cut, values in shown],
            totals=[_row(("RESERVED_TOTAL",) * len(headers), totals)] if rows else [],
            row_count=len(rows),
            metadata={"currency_code": self.currency, "time_zone": "Asia/Taipei", **says},
            property_quota={
                "tokens_per_day": {"consumed": 5, "remaining": 199_000 - 5 * len(self.asked)}
            },
        )

    def _cohorts(self, asked: v1.RunReportRequest) -> dict[tuple[str, ...], list[Decimal]]:
        """Return of each cohort who was there, by day or on any of the days."""
        crowd = next(c for c in self.cubes if isinstance(c, Crowd))
        over = asked.cohort_spec.cohorts_range
        assert not asked.date_ranges and over.granularity == over.Granularity.DAILY
        by_day, found = len(asked.dimensions) > 1, {}
        for one in asked.cohort_spec.cohorts:
            assert one.dimension == "firstSessionDate"
            days = (
                date.fromisoformat(one.date_range.start_date),
                date.fromisoformat(one.date_range.end_date),
            )
            told = crowd.followed(days, range(over.start_offset, over.end_offset + 1), by_day)
            for nth, (active, all_) in told.items():
                by = {"cohortActiveUsers": active, "cohortTotalUsers": all_}
                values = [Decimal(by[m.name]) for m in asked.metrics]
                found[(one.name, nth) if by_day else (one.name,)] = values
        return found

    def _rows(
        self, asked: v1.RunReportRequest, wanted: list[str], metrics: list[str]
    ) -> dict[tuple[str, ...], list[Decimal]]:
        """Return the rows over every range; where there are several, each bears its name."""
        cube = next((c for c in self.cubes if _fits(c, wanted, metrics)), None)
        if cube is None:
            raise LookupError(f"{wanted} and {metrics} are not compatible")
        events = set(asked.dimension_filter.filter.in_list_filter.values)
        several = len(asked.date_ranges) > 1
        assert len(asked.date_ranges) <= RANGES
        found: dict[tuple[str, ...], list[Decimal]] = {}
        for n, span in enumerate(asked.date_ranges):
            days = (span.start_date.replace("-", ""), span.end_date.replace("-", ""))
            told = cube.told(days, wanted, metrics, events)
            named = (span.name or f"date_range_{n}",) if several else ()
            found |= {(*cut, *named): values for cut, values in told.items() if any(values)}
        return found


def _fits(cube: Told, wanted: Iterable[str], metrics: Iterable[str]) -> bool:
    exact = set(wanted) == set(cube.dimensions)
    known = set(wanted) <= set(cube.dimensions) and set(metrics) <= set(cube.metrics)
    return known and (cube.adds or exact)


def _row(cut: Iterable[str], values: Iterable[Decimal]) -> v1.Row:
    return v1.Row(
        dimension_values=[v1.DimensionValue(value=text) for text in cut],
        metric_values=[v1.MetricValue(value=f"{value.normalize():f}") for value in values],
    )


def rest(told: Standin) -> type[BaseHTTPRequestHandler]:
    """Return what answers the Data API and the Admin API over HTTP."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if asked := METADATA.match(self.path) or KEY_EVENTS.match(self.path):
                self._offer(asked[1])
                return
            if not self.path.startswith("/v1beta/accountSummaries"):
                self._send(404, {"error": {"code": 404, "message": "not here"}})
                return
            one = {"property": f"properties/{told.number}", "displayName": told.name}
            owner = {"displayName": "範例帳戶", "propertySummaries": [one]}
            self._send(200, {"accountSummaries": [owner]})

        def _offer(self, owner: str) -> None:
            """Tell what the property is made of: its metadata, or its key events."""
            fault, listed = told.fault(), KEY_EVENTS.match(self.path)
            if fault in ("429", "500", "503"):
                self._send(int(fault), {"error": {"code": int(fault), "message": f"told {fault}"}})
            elif fault == "drop":
                self.close_connection = True
                self.connection.close()
            elif owner != f"properties/{told.number}" or (listed and not told.key_events):
                error = {"code": 403, "message": "no permission", "status": "PERMISSION_DENIED"}
                self._send(403, {"error": error})
            elif listed:
                keys = told.key_events.items()
                found = [{"eventName": n, "countingMethod": m} for n, m in keys]
                self._send(200, {"keyEvents": found})
            else:
                answer = v1.Metadata.pb(told.metadata(f"{owner}/metadata"))
                self._send(200, json.loads(json_format.MessageToJson(answer)))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fault, run = told.fault(), RUN.match(self.path)
            if fault in ("429", "500", "503"):
                self._send(int(fault), {"error": {"code": int(fault), "message": f"told {fault}"}})
            elif fault == "drop":
                self.close_connection = True
                self.connection.close()
            elif run is None or run[1] != f"properties/{told.number}":
                error = {"code": 403, "message": "no permission", "status": "PERMISSION_DENIED"}
                self._send(403, {"error": error})
            else:
                asked = v1.RunReportRequest(property=run[1])
                json_format.Parse(body, v1.RunReportRequest.pb(asked))
                try:
                    answer = v1.RunReportResponse.pb(told.report(asked, fault))
                except LookupError as wrong:
                    error = {"code": 400, "message": str(wrong), "status": "INVALID_ARGUMENT"}
                    self._send(400, {"error": error})
                    return
                self._send(200, json.loads(json_format.MessageToJson(answer)))

        def _send(self, status: int, document: dict[str, Any]) -> None:
            body = json.dumps(document, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if status == 429:
                self.send_header("Retry-After", told.retry_after)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(told: Standin) -> Iterator[str]:
    """Serve REST on this machine; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), rest(told))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


CODES = {
    "429": grpc.StatusCode.RESOURCE_EXHAUSTED,
    "500": grpc.StatusCode.INTERNAL,
    "503": grpc.StatusCode.UNAVAILABLE,
    "drop": grpc.StatusCode.UNAVAILABLE,
}


@contextmanager
def serving_grpc(told: Standin) -> Iterator[str]:
    """Serve gRPC on this machine; yield the address."""

    def run(asked: Any, context: grpc.ServicerContext) -> Any:
        fault = told.fault()
        if fault in CODES:
            context.abort(CODES[fault], f"told {fault}")
        return v1.RunReportResponse.pb(told.report(v1.RunReportRequest.wrap(asked), fault))

    def offer(asked: Any, context: grpc.ServicerContext) -> Any:
        fault = told.fault()
        if fault in CODES:
            context.abort(CODES[fault], f"told {fault}")
        return v1.Metadata.pb(told.metadata(asked.name))

    pb = v1.RunReportRequest.pb(v1.RunReportRequest()).__class__
    named = v1.GetMetadataRequest.pb(v1.GetMetadataRequest()).__class__
    method = grpc.unary_unary_rpc_method_handler(
        run, pb.FromString, lambda answer: answer.SerializeToString()
    )
    tell = grpc.unary_unary_rpc_method_handler(
        offer, named.FromString, lambda answer: answer.SerializeToString()
    )
    service = "google.analytics.data.v1beta.BetaAnalyticsData"
    server = grpc.server(ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler(service, {"RunReport": method, "GetMetadata": tell}),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(None).wait()
