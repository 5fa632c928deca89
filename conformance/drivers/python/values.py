# SPDX-License-Identifier: Apache-2.0
"""What the tagged values of messages stand for."""

import base64
import builtins
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

CLOCK_START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


class Unsupported(Exception):
    """An operation, option or value that this driver or package does not know; the runner then skips the case."""


class _Missing:
    """A member that is not there."""


MISSING = _Missing()


def seconds_of(offset):
    """Seconds of an offset such as "+0.25s"."""
    return float(offset.removeprefix("+").removesuffix("s"))


def time_at(offset):
    return CLOCK_START + timedelta(seconds=seconds_of(offset))


def _special(word):
    if word == "Undefined":
        return MISSING
    if word == "InvalidDate":
        raise Unsupported("Python has no invalid date")
    return float(word.replace("Infinity", "inf"))


TAGS = {
    "$bytes": lambda text: text.encode(),
    "$base64": base64.b64decode,
    "$time": time_at,
    "$special": _special,
    "$big": int,
    "$repeat": lambda content: content["text"] * content["times"],
}


def decode(data):
    """A value with everything that its tags stand for."""
    if isinstance(data, list):
        return [None if (item := decode(element)) is MISSING else item for element in data]
    if not isinstance(data, dict):
        return data
    if len(data) == 1:
        ((tag, content),) = data.items()
        if tag in TAGS:
            return TAGS[tag](content)
    result = {}
    for key, member in data.items():
        value = result if member == {"$special": "Cycle"} else decode(member)
        if value is not MISSING:
            result[key] = value
    return result


def to_error(data):
    """An error of a provider or tool; its members become attributes."""
    if not isinstance(data, dict):
        return None if data is None else Exception(str(data))
    members = decode(data)
    name = members.pop("$class", "ProviderError")
    known = getattr(builtins, name, None)
    is_known = isinstance(known, type) and issubclass(known, Exception)
    base = known if is_known else Exception
    error = type(name, (base,), {})(members.pop("message", ""))
    for key, value in members.items():
        setattr(error, key, _to_namespace(value))
    return error


def _to_namespace(value):
    if isinstance(value, dict):
        return SimpleNamespace(**{key: _to_namespace(member) for key, member in value.items()})
    return value
