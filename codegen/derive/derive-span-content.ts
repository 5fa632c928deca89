// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, type Json, MODEL, modeValue, pairs } from "./case-parts.js";
import { isAllowed } from "./resolve-mode.js";
import { spanAttributes } from "./span-attributes.js";
import { splitRecord } from "./split-record.js";

const SECRET = "secret of Bern";

interface Kind {
  readonly id: "generation" | "tool" | "embedding";
  readonly type: string;
  readonly op: string;
  readonly spanKind: string;
  readonly spanName: string;
  readonly errorType: string;
  /** What the span always has. */
  readonly record: Json;
  /** Everything that is content. */
  readonly content: Json;
  /** The caller's switch for content, when there is one. */
  readonly flag?: string;
}

const KINDS: readonly Kind[] = [
  {
    id: "generation",
    type: "Generation",
    op: "start_generation",
    spanKind: "client",
    spanName: "generateText gpt-4o-mini",
    errorType: "provider_call_error",
    record: { id: generationId(), operation_name: "generateText", model: MODEL },
    content: { conversation_title: SECRET, system_prompt: SECRET },
  },
  {
    id: "tool",
    type: "ToolExecution",
    op: "start_tool_execution",
    spanKind: "internal",
    spanName: "execute_tool weather",
    errorType: "tool_execution_error",
    record: { tool_name: "weather" },
    content: { conversation_title: SECRET, tool_description: SECRET, arguments: { city: SECRET }, result: [SECRET] },
    flag: "include_content",
  },
  {
    id: "embedding",
    type: "Embedding",
    op: "start_embedding",
    spanKind: "client",
    spanName: "embeddings gpt-4o-mini",
    errorType: "provider_call_error",
    record: { model: MODEL, input_count: 1 },
    content: { input_texts: [SECRET] },
    flag: "capture_input",
  },
];

/** Failed recordings full of content, in every mode and with every switch: what the matrix of capture.yaml lets onto the span. */
export function deriveSpanContent(model: SpecModel): readonly DerivedCase[] {
  const modes = model.capture.modes.flatMap(({ id, strictness }) => (strictness === undefined ? [] : [id]));
  const kinds = KINDS.filter(({ type }) => model.models.types.some(({ name }) => name === `${type}Start`));
  const switches = kinds.flatMap((kind) => [
    [kind, false] as const,
    ...(kind.flag === undefined ? [] : [[kind, true] as const]),
  ]);
  return pairs(switches, modes).map(([[kind, isAsked], mode]) => toCase(model, kind, isAsked, mode));
}

function toCase(model: SpecModel, kind: Kind, isAsked: boolean, mode: string): DerivedCase {
  const flags = isAsked && kind.flag !== undefined ? [kind.flag] : [];
  const allowed = (classId: string): boolean => isAllowed(model, classId, "span", mode, flags);
  const { start, result } = splitRecord(model, kind.type, { ...kind.record, ...kind.content });
  const text = allowed("content.error_text") ? SECRET : "rate_limit";
  const attributes = spanAttributes(
    model,
    kind.id,
    { ...kind.record, ...keptContent(model, kind, allowed) },
    {
      error_type: kind.errorType,
      error_category: "rate_limit",
    },
  );
  const span = {
    name: kind.spanName,
    kind: kind.spanKind,
    started_at: "+0s",
    ended_at: "+0s",
    attributes,
    status: { code: "error", message: text },
    exceptions: text === SECRET ? [SECRET] : [],
  };
  const asked = isAsked ? ".asked" : "";
  return {
    id: `content.${kind.id}.${mode.replaceAll("_", "-")}${asked}`,
    brief: `What a failed ${kind.id} in ${mode} may have on its span${isAsked ? ", with content asked for" : ""}.`,
    rules: ["content.error_text", ...classesOf(model, kind).map(([, classId]) => classId)],
    transports: ["none"],
    config: kind.id === "embedding" ? { embedding_capture: { capture_input: isAsked } } : {},
    steps: [
      {
        op: kind.op,
        start: {
          ...start,
          ...(kind.id === "tool" ? { include_content: isAsked } : {}),
          content_capture: modeValue(model, mode),
        },
      },
      { op: "set_result", result },
      { op: "set_call_error", error: { status: 429, message: SECRET } },
      { op: "end" },
    ],
    expect: { spans: [span], nowhere: JSON.stringify(span).includes(SECRET) ? [] : [SECRET] },
  };
}

/** Content fields of a kind that are on its span at all, with their classes. */
function classesOf(model: SpecModel, kind: Kind): readonly (readonly [field: string, classId: string])[] {
  const rows = model.spans.find(({ id }) => id === kind.id)?.attributes ?? [];
  return rows.flatMap(({ source, captureClass }) =>
    source.kind === "field" && captureClass !== undefined ? [[source.path, captureClass] as const] : [],
  );
}

function keptContent(model: SpecModel, kind: Kind, allowed: (classId: string) => boolean): Json {
  const kept = classesOf(model, kind).filter(([, classId]) => allowed(classId));
  return Object.fromEntries(kept.flatMap(([field]) => (field in kind.content ? [[field, kind.content[field]]] : [])));
}
