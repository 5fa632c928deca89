# SPDX-License-Identifier: Apache-2.0
"""The package's config from the config of a case."""

import dataclasses
from datetime import timedelta

import sigil_sdk as sdk
from records import capture_mode
from values import Unsupported, decode

MILLISECONDS = {
    "flush_interval_ms": "flush_interval",
    "initial_backoff_ms": "initial_backoff",
    "max_backoff_ms": "max_backoff",
}


def _names(kind):
    return {field.name for field in dataclasses.fields(kind)}


def _export(options):
    # The ingest of the suite speaks without TLS. A spec-conforming SDK sees that from the loopback address; this one is told.
    fields = {"insecure": True}
    for name, value in options.items():
        if name in MILLISECONDS:
            fields[MILLISECONDS[name]] = timedelta(milliseconds=value)
        elif name == "auth":
            fields["auth"] = sdk.AuthConfig(**value)
        elif name in _names(sdk.GenerationExportConfig):
            fields[name] = value
        else:
            raise Unsupported(f"option generation_export.{name}")
    return sdk.GenerationExportConfig(**fields)


def _resolver(answer):
    if isinstance(answer, dict):
        return _resolver_of_metadata(**answer)

    def throws(_metadata):
        raise RuntimeError("the resolver failed")

    async def promise(_metadata):
        return sdk.ContentCaptureMode.FULL

    wrong = {"throws": throws, "promise": promise, "not_a_mode": lambda _metadata: "everything"}
    if answer in wrong:
        return wrong[answer]
    mode = capture_mode(answer)
    return lambda _metadata: mode


def _resolver_of_metadata(by_metadata=None, in_turn=None, changes_metadata=None):
    turns = list(in_turn or [])

    def changes(metadata):
        metadata[changes_metadata] = "changed by the resolver"
        return sdk.ContentCaptureMode.DEFAULT

    if in_turn is not None:
        return lambda _metadata: capture_mode(turns.pop(0))
    if changes_metadata is not None:
        return changes
    return lambda metadata: capture_mode(metadata.get(by_metadata, "default"))


def _sanitizer(behaviour):
    def replaces_prompt(generation):
        generation.system_prompt = "[removed]"
        return generation

    def breaks_record(generation):
        generation.model = sdk.ModelRef(provider="", name="")
        return generation

    def throws(_generation):
        raise RuntimeError("the sanitizer failed")

    behaviours = {
        "replaces_prompt": replaces_prompt,
        "breaks_record": breaks_record,
        "returns_nothing": lambda _generation: None,
        "throws": throws,
    }
    if behaviour not in behaviours:
        raise Unsupported(f"sanitizer {behaviour}")
    return behaviours[behaviour]


CONVERTERS = {
    "generation_export": _export,
    "api": lambda value: sdk.ApiConfig(**value),
    "embedding_capture": lambda value: sdk.EmbeddingCaptureConfig(**value),
    "content_capture": capture_mode,
    "content_capture_resolver": _resolver,
    "generation_sanitizer": _sanitizer,
}


def build_config(options, **hooks):
    fields = {}
    for name, value in decode(options).items():
        if name not in _names(sdk.ClientConfig):
            raise Unsupported(f"option {name}")
        fields[name] = CONVERTERS.get(name, lambda other: other)(value)
    return sdk.ClientConfig(**fields, **hooks)
