// SPDX-License-Identifier: Apache-2.0
import type { Finding } from "../findings.js";
import type { LoadedSpec } from "../load/load-spec.js";
import type { ProtoModel, SpecModel } from "../model.js";
import { resolveAttributes } from "./attributes.js";
import { createContext, placeIn } from "./context.js";
import { resolveEnums } from "./enums.js";
import { resolveMetrics } from "./metrics.js";
import type { SourceScope } from "./sources.js";
import { resolveSpans } from "./spans.js";
import { resolveTypes } from "./types.js";

export interface ResolvedSpec {
  /** Without the parts that have findings. */
  readonly model: SpecModel;
  readonly findings: readonly Finding[];
}

/** Joins YAML and proto into the model that emitters read. Never throws on a wrong spec: problems become findings. */
export function resolveSpec(
  spec: LoadedSpec,
  proto: ProtoModel,
  protoImage: Uint8Array,
  inputDigests: ReadonlyMap<string, string>,
): ResolvedSpec {
  const findings: Finding[] = [];
  const context = createContext(spec, proto, findings);
  const { sdk, capture, validation, config, errors, frameworks, providers, redaction, parity, spans } = spec.files;
  if (sdk.proto_package !== proto.package) {
    context.report(
      placeIn("sdk", "proto_package"),
      "proto-package",
      `"${sdk.proto_package}" is not the package of the proto files`,
      `write "${proto.package}"`,
    );
  }
  const attributes = resolveAttributes(context);
  const enums = resolveEnums(context);
  const types = resolveTypes(context, enums, attributes);
  const scope: SourceScope = { types, computed: new Set(spans.computed.map((entry) => entry.id)) };
  const model: SpecModel = {
    inputDigests,
    sdk,
    proto,
    protoImage,
    attributes: [...attributes.values()],
    spans: resolveSpans(context, scope, attributes),
    computed: spans.computed,
    metrics: resolveMetrics(context, scope, attributes),
    models: { enums: [...enums.values()], types: [...types.values()] },
    capture,
    validation,
    config,
    errors,
    frameworks,
    providers,
    redaction,
    parity,
    scenarios: spec.scenarios.map((scenario) => scenario.value),
    contract: spec.contract.map((chapter) => chapter.value),
  };
  return { model, findings };
}
