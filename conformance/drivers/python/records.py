# SPDX-License-Identifier: Apache-2.0
"""Records of messages as the package's dataclasses."""

import dataclasses
from datetime import datetime, timezone

import sigil_sdk as sdk
from sigil_sdk import models
from values import Unsupported, decode

BYTES = {"input_json", "content_json", "input_schema_json", "payload"}


def _enum(kind, value):
    """A member of an enum; what is none is handed over as it is, for the package to judge."""
    try:
        return kind(value)
    except ValueError:
        return value


def capture_mode(value):
    try:
        return sdk.ContentCaptureMode(value)
    except ValueError as error:
        raise Unsupported(f"capture mode {value}") from error


def _part(fields):
    provider_type = fields.pop("provider_type", None)
    part = _build(models.Part, fields)
    if provider_type is not None:
        part.metadata = models.PartMetadata(provider_type=provider_type)
    return part


def _each(convert, items):
    """A list converted item by item; what is None stays so, for the package to judge."""
    return [None if item is None else convert(item) for item in items]


NESTED = {
    "model": lambda value: _build(models.ModelRef, value),
    "usage": lambda value: _build(models.TokenUsage, value),
    "tool_call": lambda value: _build(models.ToolCall, value),
    "tool_result": lambda value: _build(models.ToolResult, value),
    "parts": lambda value: _each(lambda part: _part(dict(part)), value),
    "input": lambda value: _each(lambda item: _build(models.Message, item), value),
    "output": lambda value: _each(lambda item: _build(models.Message, item), value),
    "tools": lambda value: _each(lambda item: _build(models.ToolDefinition, item), value),
    "artifacts": lambda value: _each(lambda item: _build(models.Artifact, item), value),
    "mode": lambda value: _enum(models.GenerationMode, value),
    "role": lambda value: _enum(models.MessageRole, value),
    "content_capture": capture_mode,
    "rating": lambda value: _enum(models.ConversationRatingValue, value),
}


def _build(kind, fields):
    """A dataclass with the fields that it has; others have no place in this version of the package."""
    names = {field.name for field in dataclasses.fields(kind)}
    # What the class wants and the record does not have makes the class raise, as it does in an application.
    return kind(**{name: _convert(kind, name, value) for name, value in fields.items() if name in names})


def _convert(kind, name, value):
    if value is None:
        return None
    if name == "kind":
        return _enum(models.ArtifactKind if kind is models.Artifact else models.PartKind, value)
    if name in NESTED and isinstance(value, (dict, list, str)):
        # Arguments and results of tools are free-form.
        return value if kind is models.ToolExecutionEnd else NESTED[name](value)
    if name in BYTES and isinstance(value, str):
        return value.encode(errors="surrogatepass")
    return value


def build(kind, data):
    return _build(kind, decode(data))


def to_plain(value):
    """An answer of the package in plain values; what is empty and optional there is left out."""
    if dataclasses.is_dataclass(value):
        members = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {name: to_plain(member) for name, member in members.items() if member not in (None, "", {})}
    if isinstance(value, datetime):
        text = value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
        return text
    return getattr(value, "value", value)
