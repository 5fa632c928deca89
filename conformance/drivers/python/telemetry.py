# SPDX-License-Identifier: Apache-2.0
"""The OpenTelemetry setup of the process, as an application has one."""

import threading

from opentelemetry import metrics, trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import Counter, Histogram, MeterProvider, UpDownCounter
from opentelemetry.sdk.metrics.export import AggregationTemporality, InMemoryMetricReader
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider

DELTA = {kind: AggregationTemporality.DELTA for kind in (Counter, Histogram, UpDownCounter)}


class Telemetry(SpanProcessor):
    """Spans are sent at their start, when they are still open, and at their end, to the address of the case."""

    def __init__(self):
        self._url = ""
        self._exporter = None
        self._lock = threading.Lock()
        self.started = []
        provider = TracerProvider()
        provider.add_span_processor(self)
        trace.set_tracer_provider(provider)
        self._reader = InMemoryMetricReader(preferred_temporality=DELTA)
        metrics.set_meter_provider(MeterProvider(metric_readers=[self._reader]))

    def begin(self, url):
        """Starts over for a case: measurements of earlier ones are gone with this collection."""
        self._url = url
        self._exporter = OTLPSpanExporter(endpoint=f"{url}/v1/traces")
        self.started = []
        self._reader.get_metrics_data()

    def flush(self):
        data = self._reader.get_metrics_data()
        if data is not None:
            OTLPMetricExporter(endpoint=f"{self._url}/v1/metrics").export(data)

    def on_start(self, span, parent_context=None):
        context = span.get_span_context()
        ids = {"trace_id": f"{context.trace_id:032x}", "span_id": f"{context.span_id:016x}"}
        self.started.append((threading.get_ident(), ids))
        self._send(span)

    def on_end(self, span):
        self._send(span)

    def last_started(self, before):
        """Ids of the span that this thread has started since `before`; None when it started none."""
        return next((ids for thread, ids in self.started[before:] if thread == threading.get_ident()), None)

    def _send(self, span):
        with self._lock:
            if self._exporter is not None:
                self._exporter.export([span])
