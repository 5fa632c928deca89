// SPDX-License-Identifier: Apache-2.0
import { type ConcreteCaptureMode, keepsToolSpanIo } from "../../generated/ts/capture.js";
import type { ToolExecution, ToolExecutionResult, ToolExecutionStart } from "../../generated/ts/models.js";
import { recordToolMetrics } from "../../generated/ts/record-metrics.js";
import { TOOL_EXECUTION_RESULT_SHAPE, TOOL_EXECUTION_START_SHAPE } from "../../generated/ts/record-shapes.js";
import { TOOL_SPAN_KIND, toolEndAttributes, toolSpanName, toolStartAttributes } from "../../generated/ts/tool-span.js";
import { currentScope } from "../context/recording-context.js";
import { NO_COPIES } from "../internal/copier.js";
import type { Given } from "../internal/given.js";
import { nonBlank } from "../internal/non-blank.js";
import type { RecordingSpan } from "../telemetry/recording-span.js";
import { handOver } from "./hand-over.js";
import { agentOf, conversationOf } from "./identity.js";
import type { RecorderServices } from "./recorder-services.js";
import { type FinishedRecording, Recording, type RecordingKind } from "./recording.js";
import { outsideError } from "./recording-errors.js";
import { recordingMode } from "./recording-mode.js";
import { clearTool, isSanitized } from "./sanitize.js";
import { STRICTEST_MODE, spanContent, startContent } from "./span-content.js";

const TOOL: RecordingKind<ToolExecution> = {
  spanKind: TOOL_SPAN_KIND,
  spanName: toolSpanName,
  startAttributes: toolStartAttributes,
  endAttributes: toolEndAttributes,
  recordMetrics: recordToolMetrics,
};

/**
 * Records one run of a tool as a span and a duration point; nothing is sent to the ingest. A blank tool name gives a recorder
 * that records nothing. No method throws.
 */
export class ToolExecutionRecorder extends Recording<ToolExecution, ToolExecutionResult> {
  readonly #seed: ToolExecution;
  readonly #mode: ConcreteCaptureMode;

  /** @internal */
  constructor(services: RecorderServices, start: ToolExecutionStart) {
    const scope = currentScope();
    const { contentCapture, ...given } = handOver(TOOL_EXECUTION_START_SHAPE, start, services).copy;
    const isNamed = nonBlank(given.toolName) !== undefined;
    const mode = isNamed ? recordingMode("tool", contentCapture, undefined, scope, services) : STRICTEST_MODE;
    if (!isNamed) services.diagnostics.warnOnce("a tool without a name is not recorded");
    const { context } = scope;
    const seed: ToolExecution = {
      ...given,
      ...conversationOf(given, context),
      ...agentOf(given, context, services.config),
      startedAt: given.startedAt ?? services.now(),
    };
    super(TOOL, services, isNamed ? { record: seed, content: startContent(mode, services) } : undefined);
    this.#seed = seed;
    this.#mode = mode;
  }

  /** Hands over arguments and result; the last one wins. Copied at once, when they may be shown; bytes count as UTF-8 text. */
  setResult(result: ToolExecutionResult): void {
    const { services } = this;
    const isShown =
      keepsToolSpanIo(this.#mode, this.#seed.includeContent === true) || isSanitized(this.#mode, services);
    this.take(TOOL_EXECUTION_RESULT_SHAPE, result, isShown ? services : { ...services, copying: NO_COPIES });
  }

  /** @internal */
  protected override finish(_span: RecordingSpan, callError: Given | undefined): FinishedRecording<ToolExecution> {
    const { services } = this;
    const executed = { ...this.#seed, ...this.result?.copy };
    const { record, mode, errorText } = clearTool(executed, this.#mode, callError, services);
    return {
      record,
      content: spanContent(mode, services, record.includeContent === true),
      completedAt: record.completedAt ?? services.now(),
      errors: callError === undefined ? [] : [outsideError("tool_execution_error", callError, errorText)],
    };
  }
}
