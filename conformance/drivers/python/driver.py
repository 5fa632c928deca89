# SPDX-License-Identifier: Apache-2.0
"""The Python SDK as a driver of the conformance suite: one JSON message per line in, one answer per line out."""

import base64
import contextvars
import importlib.metadata
import json
import sys

from case import STEPS, Case
from telemetry import Telemetry
from values import Unsupported

PACKAGE = "sigil-sdk"


def hello():
    return {
        "protocol": 1,
        "driver": "python",
        "identity": "python",
        "package": PACKAGE,
        "version": importlib.metadata.version(PACKAGE),
        "ops": ["enter_context", "leave_context", *STEPS],
        "observes": ["waits_ms", "warnings"],
    }


def describe_proto():
    """The descriptor of the wire format that the package carries."""
    from sigil_sdk.internal.gen.sigil.v1 import generation_ingest_pb2

    return {"file_descriptor": base64.b64encode(generation_ingest_pb2.DESCRIPTOR.serialized_pb).decode()}


class Driver:
    def __init__(self, lines, out):
        self._lines = lines
        self._out = out
        self._telemetry = Telemetry()
        self._case = None
        self._pushed_back = None

    def run(self):
        """Each case gets a context of its own: what one leaves open does not reach the next."""
        while (message := self._next()) is not None:
            if message["op"] == "open":
                contextvars.Context().run(self._run_case, message)
            else:
                self._answer(message, lambda: self._outside(message))

    def _outside(self, message):
        if message["op"] == "hello":
            return hello()
        if message["op"] == "describe_proto":
            return describe_proto()
        raise ValueError("no case is open")

    def _run_case(self, opening):
        self._case = Case(self._telemetry)
        if not self._answer(opening, lambda: self._case.open(opening)):
            return
        self._loop()

    def _loop(self):
        """Steps between enter_context and leave_context are handled by a loop of their own, inside the scope."""
        while (message := self._next()) is not None:
            op = message["op"]
            if op == "open":
                self._pushed_back = message
                return
            if op == "enter_context":
                try:
                    scope = self._case.context(message["context"])
                except Exception as error:
                    self._write_error(message, error)
                    continue
                with scope:
                    self._write({"id": message["id"], "ok": {}})
                    self._loop()
                continue
            if op == "leave_context":
                self._write({"id": message["id"], "ok": {}})
                return
            self._answer(message, lambda: self._case.execute(message))
            if op == "close":
                return

    def _answer(self, message, fn):
        try:
            self._write({"id": message["id"], "ok": fn() or {}})
            return True
        except Exception as error:
            self._write_error(message, error)
            return False

    def _write_error(self, message, error):
        code = "unsupported" if isinstance(error, Unsupported) else "failed"
        if message["op"] == "open" and isinstance(error, ValueError):
            code = "config"
        text = str(error) if code != "failed" else f"{type(error).__name__}: {error}"
        self._write({"id": message["id"], "error": {"code": code, "message": text}})

    def _next(self):
        if self._pushed_back is not None:
            message, self._pushed_back = self._pushed_back, None
            return message
        line = self._lines.readline()
        return json.loads(line) if line else None

    def _write(self, answer):
        self._out.write(json.dumps(answer) + "\n")
        self._out.flush()


if __name__ == "__main__":
    # Only answers may be written to the real standard output.
    out, sys.stdout = sys.stdout, sys.stderr
    Driver(sys.stdin, out).run()
