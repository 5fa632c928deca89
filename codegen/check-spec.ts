// SPDX-License-Identifier: Apache-2.0
import { type Finding, sortFindings } from "./findings.js";
import { lintSpec } from "./lint/index.js";
import { digestInputs } from "./load/digests.js";
import { loadProto, UnsupportedProtoError } from "./load/load-proto.js";
import { loadSpec } from "./load/load-spec.js";
import type { ProtoModel, SpecModel } from "./model.js";
import { resolveSpec } from "./resolve/resolve.js";

/** Everything that a model is made of. */
export interface SpecInput {
  /** `spec/spans.yaml`, `spec/scenarios/x.yaml`, `proto/...` -> text. */
  readonly texts: Readonly<Record<string, string>>;
  /** Binary FileDescriptorSet of the proto texts, with source info. */
  readonly image: Uint8Array;
}

export interface CheckedSpec {
  /** Complete only when there are no findings. */
  readonly model: SpecModel;
  /** Every problem of every stage, sorted by place. */
  readonly findings: readonly Finding[];
}

/** Loads, resolves and lints a spec that is given in memory. */
export function checkSpec(input: SpecInput): CheckedSpec {
  const spec = loadSpec(input.texts);
  const { proto, findings: protoFindings } = decodeProto(input.image);
  const { model, findings } = resolveSpec(spec, proto, input.image, digestInputs(input.texts));
  const linted = lintSpec(spec, model);
  return { model, findings: sortFindings([...spec.findings, ...protoFindings, ...findings, ...linted]) };
}

function decodeProto(image: Uint8Array): { proto: ProtoModel; findings: readonly Finding[] } {
  try {
    return { proto: loadProto(image), findings: [] };
  } catch (error) {
    if (!(error instanceof UnsupportedProtoError)) throw error;
    const finding: Finding = {
      file: "proto",
      line: 1,
      column: 1,
      path: error.field,
      rule: "proto-type",
      message: error.message,
      fix: "change the type",
    };
    return { proto: { package: "", messages: [], enums: [], services: [] }, findings: [finding] };
  }
}
