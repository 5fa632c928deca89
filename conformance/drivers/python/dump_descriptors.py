# SPDX-License-Identifier: Apache-2.0
"""Prints the proto descriptors that the installed packages carry, as JSON: file name to base64."""

import base64
import importlib
import json

MODULES = [
    "sigil_sdk.internal.gen.sigil.v1.generation_ingest_pb2",
    "opentelemetry.proto.common.v1.common_pb2",
    "opentelemetry.proto.resource.v1.resource_pb2",
    "opentelemetry.proto.trace.v1.trace_pb2",
    "opentelemetry.proto.metrics.v1.metrics_pb2",
]

descriptors = [importlib.import_module(module).DESCRIPTOR for module in MODULES]
print(json.dumps({file.name: base64.b64encode(file.serialized_pb).decode() for file in descriptors}, indent=2))
