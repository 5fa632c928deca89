// SPDX-License-Identifier: Apache-2.0
import {
  GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
} from "../../generated/ts/attribute-values.js";
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { Embedding, Generation, Message, MessagePart, ToolExecution } from "../../generated/ts/models.js";
import { GENERATION_SHAPE } from "../../generated/ts/record-shapes.js";
import { errorText } from "../errors/sigil-error.js";
import { toJsonText } from "../internal/attribute-values.js";
import { Copier } from "../internal/copier.js";
import { copyRecord } from "../internal/copy-record.js";
import { elements } from "../internal/elements.js";
import type { Given } from "../internal/given.js";
import { ignoreRejection } from "../internal/ignore-rejection.js";
import { listOf } from "../internal/rule-checks.js";
import { toText } from "../internal/to-text.js";
import { isObject } from "../internal/value-types.js";
import { type HandedOver, handOver } from "./hand-over.js";
import type { RecorderServices } from "./recorder-services.js";
import { STRICTEST_MODE } from "./span-content.js";

/** A recording as its span may show it. */
export interface Cleared<Rec> {
  readonly record: Rec;
  /** The strictest one when the sanitizer failed. */
  readonly mode: ConcreteCaptureMode;
  /** Text of the call error after a sanitizer; empty when it removed it. */
  readonly errorText?: string | undefined;
}

/** Whether a recording of this mode goes through the sanitizer: there is one, and something is left for it. */
export function isSanitized(mode: ConcreteCaptureMode, { config }: RecorderServices): boolean {
  return config.generationSanitizer !== undefined && mode !== STRICTEST_MODE;
}

/**
 * What the application's sanitizer makes of a copy of a generation; undefined when it throws or answers with something else, so
 * that the caller can remove all content.
 */
export function sanitizeGeneration(
  generation: Generation,
  services: RecorderServices,
): HandedOver<Generation> | undefined {
  const { config, copying, diagnostics } = services;
  try {
    const answer: unknown = config.generationSanitizer?.(copyRecord(GENERATION_SHAPE, generation, new Copier(copying)));
    if (isObject(answer) && !("then" in answer)) return handOver(GENERATION_SHAPE, answer, services);
    ignoreRejection(answer);
    diagnostics.warnOnce("generationSanitizer returned no generation: content is removed");
  } catch {
    diagnostics.warnOnce("generationSanitizer threw: content is removed");
  }
  return undefined;
}

/** A text on its own, as the error of a generation. */
export function sanitizeText(text: string, services: RecorderServices): string | undefined {
  return sanitizeGeneration({ callError: text, input: [], output: [] }, services)?.copy.callError;
}

/** A tool execution, shown to the sanitizer as a generation in which the model calls the tool and gets its result. */
export function clearTool(
  record: ToolExecution,
  mode: ConcreteCaptureMode,
  callError: Given | undefined,
  services: RecorderServices,
): Cleared<ToolExecution> {
  const { toolName: name, toolCallId, requestProvider = "", requestModel = "", conversationTitle } = record;
  const toolCall = { id: toolCallId, name, inputJson: toJsonText(record.arguments) };
  const toolResult = { toolCallId, name, contentJson: toJsonText(record.result) };
  const shown: Generation = {
    operationName: GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
    model: { provider: requestProvider, name: requestModel },
    conversationTitle,
    tools: [{ name, description: record.toolDescription }],
    input: [{ role: "tool", parts: [{ kind: "tool_result", toolResult }] }],
    output: [{ role: "assistant", parts: [{ kind: "tool_call", toolCall }] }],
  };
  return clear(record, shown, mode, callError, services, (clean) => {
    const [call] = partsOf(clean.output);
    const [answer] = partsOf(clean.input);
    return {
      conversationTitle: clean.conversationTitle,
      toolDescription: elements(clean.tools)[0]?.description,
      arguments: call?.kind === "tool_call" ? toText(call.toolCall?.inputJson) : undefined,
      result: answer?.kind === "tool_result" ? toText(answer.toolResult?.contentJson) : undefined,
    };
  });
}

/** An embedding, shown to the sanitizer as a generation whose user says the texts. */
export function clearEmbedding(
  record: Embedding,
  mode: ConcreteCaptureMode,
  callError: Given | undefined,
  services: RecorderServices,
): Cleared<Embedding> {
  const shown: Generation = {
    operationName: GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
    model: record.model,
    input: [{ role: "user", parts: listOf(record.inputTexts).map((text) => ({ kind: "text", text })) }],
    output: [],
  };
  return clear(record, shown, mode, callError, services, (clean) => ({
    inputTexts: partsOf(clean.input).flatMap((part) => (part.kind === "text" ? [part.text] : [])),
  }));
}

/** The record with what the sanitizer left of its content; `read` finds it in the generation that stood for it. */
function clear<Rec>(
  record: Rec,
  shown: Generation,
  mode: ConcreteCaptureMode,
  callError: Given | undefined,
  services: RecorderServices,
  read: (clean: Generation) => Partial<Rec>,
): Cleared<Rec> {
  if (!isSanitized(mode, services)) return { record, mode };
  const clean = sanitizeGeneration({ ...shown, callError: callError && errorText(callError.value) }, services)?.copy;
  if (clean === undefined) return { record, mode: STRICTEST_MODE };
  return { record: { ...record, ...read(clean) }, mode, errorText: callError && (clean.callError ?? "") };
}

/** Parts of the first message. */
function partsOf(messages: readonly Message[] | undefined): readonly MessagePart[] {
  return elements(elements(messages)[0]?.parts);
}
