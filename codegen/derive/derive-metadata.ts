// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, type Json, MODEL, plainGeneration } from "./case-parts.js";
import { spanAttributes } from "./span-attributes.js";

/** Keys that the SDK writes itself or takes as an identity, so that a caller's value does not come out as it went in. */
const OWNED: ReadonlySet<string> = new Set([
  "vendor.sdk.name",
  "vendor.sdk.content_capture_mode",
  "vendor.conversation.title",
  "vendor.user.id",
  "user.id",
  "call_error",
]);

/** Every declared key of metadata and tags, given by the caller: it is exported as it is, and on the span where spans.yaml says so. */
export function deriveMetadata(model: SpecModel): readonly DerivedCase[] {
  const mode = model.capture.modes.find((candidate) => candidate.is_default)?.id ?? "";
  const exampleOf = (on: "metadata" | "tag"): Json =>
    Object.fromEntries(
      model.attributes
        .filter((attribute) => attribute.on.includes(on) && !OWNED.has(attribute.id) && !attribute.key.includes("<"))
        .map(({ key, examples }) => [key, examples[0]]),
    );
  const metadata = exampleOf("metadata");
  const tags = exampleOf("tag");
  if (Object.keys(metadata).length === 0) return [];
  const record = { id: generationId(), operation_name: "generateText", model: MODEL, metadata };
  const stored = plainGeneration(model, { id: generationId(), tags }, mode);
  return [
    {
      id: "metadata.declared-keys",
      brief: "Every declared key that a caller or an adapter gives comes out as it went in.",
      rules: ["generation"],
      steps: [{ op: "start_generation", start: { id: generationId(), model: MODEL, metadata, tags } }, { op: "end" }],
      expect: {
        generations: [{ ...stored, metadata: { ...metadata, ...(stored["metadata"] as Json) } }],
        spans: [
          {
            name: "generateText gpt-4o-mini",
            kind: "client",
            started_at: "+0s",
            ended_at: "+0s",
            attributes: spanAttributes(model, "generation", record),
            status: { code: "ok" },
          },
        ],
      },
    },
  ];
}
