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
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import grpc
from google.analytics import data_v1beta as v1
from google.protobuf import json_format

FAULTS = ("429", "500", "503", "drop", "half", "empty")
"""Too many requests, two kinds of failure, a cut line, half a page, an answer without rows."""
HALF = 2
RUN = re.compile(r"/v1beta/(properties/\d+):runReport")


@dataclass(frozen=True)
class Cube:
    """Figures by some dimensions; rows of texts, dimensions first. Only what `adds` is summed."""

    dimensions: tuple[str, ...]
    metrics: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    adds: bool = True


@dataclass
class Standin:
    """One property that tells what its cubes hold.

    Parameters
    ----------
    faults : list of str
        Taken from the front, one a request; ``""`` is none. Afterwards nothing fails.
    says : dict
        Metadata of every answer, as :class:`v1.ResponseMetaData` takes it.
    """

    cubes: Sequence[Cube]
    number: str = "123456"
    name: str = "範例商店 - GA4"
    currency: str = "TWD"
    faults: list[str] = field(default_factory=list)
    retry_after: str = "0"
    says: dict[str, Any] = field(default_factory=dict)
    page: int = 10_000
    asked: list[v1.RunReportRequest] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def fault(self) -> str:
        """Return what goes wrong with this request."""
        with self.lock:
            return self.faults.pop(0) if self.faults else ""

    def report(self, asked: v1.RunReportRequest, fault: str = "") -> v1.RunReportResponse:
        """Answer one request."""
        with self.lock:
            self.asked.append(asked)
        wanted = [d.name for d in asked.dimensions]
        metrics = [m.name for m in asked.metrics]
        rows = sorted(self._rows(asked, wanted, metrics).items())
        limit = min(int(asked.limit) or 10_000, self.page)
        shown = rows[asked.offset : asked.offset + limit]
        if fault == "half":
            shown = shown[: max(len(shown) // HALF, 1)]
        if fault == "empty":
            shown = []
        totals = [sum(Decimal(values[n]) for _, values in rows) for n in range(len(metrics))]
        return v1.RunReportResponse(
            dimension_headers=[v1.DimensionHeader(name=name) for name in wanted],
            metric_headers=[v1.MetricHeader(name=name, type_="TYPE_INTEGER") for name in metrics],
            rows=[_row(cut, values) for cut, values in shown],
            totals=[_row(("RESERVED_TOTAL",) * len(wanted), totals)] if rows else [],
            row_count=len(rows),
            metadata={"currency_code": self.currency, "time_zone": "Asia/Taipei", **self.says},
            property_quota={
                "tokens_per_day": {"consumed": 5, "remaining": 199_000 - 5 * len(self.asked)}
            },
        )

    def _rows(
        self, asked: v1.RunReportRequest, wanted: list[str], metrics: list[str]
    ) -> dict[tuple[str, ...], list[Decimal]]:
        cube = next(c for c in self.cubes if _fits(c, wanted, metrics))
        places = [cube.dimensions.index(name) for name in wanted]
        values = [len(cube.dimensions) + cube.metrics.index(name) for name in metrics]
        span = asked.date_ranges[0]
        first, last = (d.replace("-", "") for d in (span.start_date, span.end_date))
        events = set(asked.dimension_filter.filter.in_list_filter.values)
        date, event = cube.dimensions.index("date"), "eventName"
        found: dict[tuple[str, ...], list[Decimal]] = {}
        for row in cube.rows:
            if not first <= row[date] <= last:
                continue
            if events and row[cube.dimensions.index(event)] not in events:
                continue
            cut = tuple(row[n] for n in places)
            sums = found.setdefault(cut, [Decimal(0)] * len(values))
            for n, value in enumerate(values):
                sums[n] += Decimal(row[value])
        return {cut: sums for cut, sums in found.items() if any(sums)}


def _fits(cube: Cube, wanted: Iterable[str], metrics: Iterable[str]) -> bool:
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
            if not self.path.startswith("/v1beta/accountSummaries"):
                self._send(404, {"error": {"code": 404, "message": "not here"}})
                return
            one = {"property": f"properties/{told.number}", "displayName": told.name}
            owner = {"displayName": "範例帳戶", "propertySummaries": [one]}
            self._send(200, {"accountSummaries": [owner]})

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
                answer = v1.RunReportResponse.pb(told.report(asked, fault))
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
    thread = Thread(target=server.serve_forever, daemon=True)
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

    pb = v1.RunReportRequest.pb(v1.RunReportRequest()).__class__
    method = grpc.unary_unary_rpc_method_handler(
        run, pb.FromString, lambda answer: answer.SerializeToString()
    )
    service = "google.analytics.data.v1beta.BetaAnalyticsData"
    server = grpc.server(ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler(service, {"RunReport": method}),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(None).wait()
