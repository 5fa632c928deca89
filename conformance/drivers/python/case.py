# SPDX-License-Identifier: Apache-2.0
"""One case: a client with the clock of the case, and the recordings that were started."""

import contextlib
import contextvars
import logging
import threading
from datetime import timedelta

import sigil_sdk as sdk
from config import build_config
from records import build, capture_mode, to_plain
from sigil_sdk import models
from values import CLOCK_START, Unsupported, decode, seconds_of, time_at, to_error

CODES = {
    "ValidationError": "validation",
    "QueueFullError": "queue_full",
    "ClientShutdownError": "shutdown",
    "MappingError": "mapping",
    "RatingConflictError": "rating_conflict",
    "RatingTransportError": "rating_transport",
}

LEVELS = {"DEBUG": "debug", "INFO": "info", "WARNING": "warn", "ERROR": "error", "CRITICAL": "error"}


class _LogList(logging.Handler):
    def __init__(self, logs):
        super().__init__()
        self._logs = logs

    def emit(self, record):
        message = record.getMessage()
        if record.exc_info is not None:
            message += "\n" + logging.Formatter().formatException(record.exc_info)
        self._logs.append({"level": LEVELS[record.levelname], "message": message})


class _Recording:
    def __init__(self, kind, recorder, start):
        self.kind = kind
        self.recorder = recorder
        self.start = start
        self.result = None


class Case:
    def __init__(self, telemetry):
        self._telemetry = telemetry
        self._recordings = {}
        self._elapsed = 0.0
        self._waits = []
        self._logs = []
        self._client = None

    def open(self, message):
        self._telemetry.begin(message["telemetry_url"])
        logger = logging.Logger("conformance", logging.DEBUG)
        logger.addHandler(_LogList(self._logs))
        self._client = sdk.Client(
            build_config(
                message["config"],
                now=lambda: CLOCK_START + timedelta(seconds=self._elapsed),
                sleep=lambda seconds: self._waits.append(round(seconds * 1000, 6)),
                logger=logger,
            )
        )

    def execute(self, step):
        if step["op"] not in STEPS:
            raise Unsupported(f"operation {step['op']}")
        return STEPS[step["op"]](self, step)

    def context(self, fields):
        """A scope with these defaults, still to be entered."""
        helpers = {
            "conversation_id": sdk.with_conversation_id,
            "conversation_title": sdk.with_conversation_title,
            "user_id": sdk.with_user_id,
            "agent_name": sdk.with_agent_name,
            "agent_version": sdk.with_agent_version,
            "content_capture": lambda mode: sdk.with_content_capture_mode(capture_mode(mode)),
        }
        unknown = next((name for name in fields if name not in helpers), None)
        if unknown is not None:
            raise Unsupported(f"context {unknown}")
        return _all_of([helpers[name](value) for name, value in fields.items()])

    def start(self, step):
        kind, begin = KINDS[step["op"].removeprefix("start_")]
        before = len(self._telemetry.started)
        start = build(kind.start, step["start"])
        recorder = begin(self._client, start)
        self._recordings[step["as"]] = _Recording(kind, recorder, start)
        return {"span": self._telemetry.last_started(before)}

    def call(self, step):
        """The with form: what the block raises must come out of it."""
        if step.get("form") == "async":
            raise Unsupported("the package has no asynchronous form")
        kind, begin = KINDS[step["op"].removeprefix("call_")]
        before = len(self._telemetry.started)
        start = build(kind.start, step["start"])
        error = to_error(step.get("throws"))
        outcome, same = "returned", True
        try:
            with begin(self._client, start) as recorder:
                self._recordings[step["as"]] = _Recording(kind, recorder, start)
                if "result" in step:
                    recorder.set_result(build(kind.result, step["result"]))
                if "call_error" in step:
                    setter = getattr(recorder, "set_call_error", None) or recorder.set_exec_error
                    setter(to_error(step["call_error"]))
                if error is not None:
                    raise error
        except Exception as raised:
            outcome, same = "threw", raised is error
        return {"span": self._telemetry.last_started(before), "outcome": outcome, "same": same}

    def set_result(self, step):
        recording = self.find(step["on"])
        recording.result = build(recording.kind.result, step["result"])
        error = to_error(step.get("mapping_error"))
        extra = {} if error is None else {"mapping_error": error}
        recording.recorder.set_result(recording.result, **extra)

    def set_call_error(self, step):
        recorder = self.find(step["on"]).recorder
        setter = getattr(recorder, "set_call_error", None) or recorder.set_exec_error
        setter(to_error(step["error"]))

    def set_first_token_at(self, step):
        at = time_at(step["at"]) if "at" in step else CLOCK_START + timedelta(seconds=self._elapsed)
        self.find(step["on"]).recorder.set_first_token_at(at)

    def end(self, step):
        self.find(step["on"]).recorder.end()

    def mutate(self, step):
        recording = self.find(step["on"])
        owner = recording.start if step["of"] == "start" else recording.result
        for key in step["path"][:-1]:
            owner = owner[key] if isinstance(owner, (dict, list)) else getattr(owner, key)
        key, value = step["path"][-1], decode(step["value"])
        if isinstance(owner, bytes):
            raise Unsupported("bytes cannot be changed in Python")
        if isinstance(owner, (dict, list)):
            owner[key] = value
        else:
            setattr(owner, key, value)

    def advance_clock(self, step):
        self._elapsed += seconds_of(step["by"])

    def drain(self, step):
        if "timeout_ms" in step:
            raise Unsupported("the package has no deadline for flush and shutdown")
        call = self._client.flush if step["op"] == "flush" else self._client.shutdown

        raised = []

        def run():
            try:
                call()
            except Exception as error:
                raised.append(f"{type(error).__name__}: {error}")

        threads = [threading.Thread(target=run) for _ in range(step.get("callers", 1))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {"raised": raised} if raised else {}

    def submit_rating(self, step):
        try:
            answer = self._client.submit_conversation_rating(
                decode(step["conversation_id"]), build(models.ConversationRatingInput, step["input"])
            )
            return {"result": to_plain(answer)}
        except sdk.SigilError as error:
            return {"error": describe_local(error)}

    def at_once(self, step):
        """Each list of steps runs in a thread of its own, with a context of its own."""
        answers = [None] * len(step["tasks"])

        def run(index, task):
            with self.context(task.get("context", {})):
                answers[index] = [self.execute(inner) or {} for inner in task["steps"]]

        threads = [
            threading.Thread(target=contextvars.Context().run, args=(run, index, task))
            for index, task in enumerate(step["tasks"])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {"answers": [answer or [] for answer in answers]}

    def local_error(self, step):
        return {"error": describe_local(self.find(step["on"]).recorder.err())}

    def status(self, _step):
        return {"waits_ms": self._waits, "logs": self._logs}

    def flush_telemetry(self, _step):
        self._telemetry.flush()

    def close(self, _step):
        self._client.shutdown()

    def find(self, name):
        return self._recordings[name]


@contextlib.contextmanager
def _all_of(scopes):
    with contextlib.ExitStack() as stack:
        for scope in scopes:
            stack.enter_context(scope)
        yield


def describe_local(error):
    if error is None:
        return None
    message = str(error)
    code = CODES.get(type(error).__name__)
    if code is None and type(error).__name__ == "EnqueueError":
        code = "payload_too_large" if "exceeds max bytes" in message else "encoding"
    return {"code": code or "internal", "message": message}


class _Kind:
    def __init__(self, start, result):
        self.start = start
        self.result = result


_GENERATION = _Kind(models.GenerationStart, models.Generation)
_TOOL = _Kind(models.ToolExecutionStart, models.ToolExecutionEnd)
_EMBEDDING = _Kind(models.EmbeddingStart, models.EmbeddingResult)

KINDS = {
    "generation": (_GENERATION, lambda client, start: client.start_generation(start)),
    "streaming_generation": (_GENERATION, lambda client, start: client.start_streaming_generation(start)),
    "tool_execution": (_TOOL, lambda client, start: client.start_tool_execution(start)),
    "embedding": (_EMBEDDING, lambda client, start: client.start_embedding(start)),
}

STEPS = {
    **{f"start_{kind}": Case.start for kind in KINDS},
    **{f"call_{kind}": Case.call for kind in KINDS},
    "set_result": Case.set_result,
    "set_call_error": Case.set_call_error,
    "set_first_token_at": Case.set_first_token_at,
    "end": Case.end,
    "mutate": Case.mutate,
    "advance_clock": Case.advance_clock,
    "flush": Case.drain,
    "shutdown": Case.drain,
    "submit_rating": Case.submit_rating,
    "at_once": Case.at_once,
    "local_error": Case.local_error,
    "status": Case.status,
    "flush_telemetry": Case.flush_telemetry,
    "close": Case.close,
}
