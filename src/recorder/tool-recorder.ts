// SPDX-License-Identifier: Apache-2.0
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { ToolExecution, ToolExecutionResult, ToolExecutionStart } from "../../generated/ts/models.js";
import { recordToolMetrics } from "../../generated/ts/record-metrics.js";
import { snapshotToolExecutionResult, snapshotToolExecutionStart } from "../../generated/ts/snapshot.js";
import type { ComputedValues } from "../../generated/ts/span-input.js";
import { TOOL_SPAN_KIND, toolEndAttributes, toolSpanName, toolStartAttributes } from "../../generated/ts/tool-span.js";
import { currentScope } from "../context/recording-context.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { guard } from "../internal/guard.js";
import { nonBlank, trimmedOrUndefined } from "../internal/non-blank.js";
import { secondsBetween } from "../internal/seconds-between.js";
import { RecordingSpan } from "../telemetry/recording-span.js";
import type { Recorder } from "./recorder.js";
import type { RecorderServices } from "./recorder-services.js";
import { errorOutcome } from "./recording-errors.js";
import { recordingMode } from "./recording-mode.js";
import { spanContent, startMode } from "./span-content.js";

/**
 * Records one run of a tool as a span and a duration point; nothing is sent to the ingest. A blank tool name gives a recorder
 * that records nothing. No method throws.
 */
export class ToolExecutionRecorder implements Recorder {
  readonly #services: RecorderServices;
  readonly #seed: ToolExecution;
  readonly #mode: ConcreteCaptureMode;
  readonly #span: RecordingSpan | undefined;
  #result: ToolExecutionResult = {};
  #callError: { readonly value: unknown } | undefined;
  #isEnded = false;
  #error: SigilError | undefined;

  /** @internal */
  constructor(services: RecorderServices, start: ToolExecutionStart) {
    const scope = currentScope();
    const { contentCapture, ...snapshot } = snapshotToolExecutionStart(start, services.snapshot);
    const { config } = services;
    this.#services = services;
    this.#mode = recordingMode("tool", contentCapture, undefined, scope, services);
    this.#seed = {
      ...snapshot,
      conversationId: nonBlank(snapshot.conversationId) ?? nonBlank(scope.context.conversationId),
      conversationTitle: trimmedOrUndefined(snapshot.conversationTitle) ?? trimmedOrUndefined(scope.context.conversationTitle),
      agentName: nonBlank(snapshot.agentName) ?? nonBlank(scope.context.agentName) ?? nonBlank(config.agentName),
      agentVersion: nonBlank(snapshot.agentVersion) ?? nonBlank(scope.context.agentVersion) ?? nonBlank(config.agentVersion),
      startedAt: snapshot.startedAt ?? services.now(),
    };
    if (nonBlank(this.#seed.toolName) === undefined) return;
    this.#span = new RecordingSpan(services.tracer, {
      name: toolSpanName(this.#seed),
      kind: TOOL_SPAN_KIND,
      attributes: toolStartAttributes(this.#seed, spanContent(startMode(this.#mode, services), services, this.#seed.includeContent === true)),
      startedAt: this.#seed.startedAt ?? services.now(),
    });
  }

  /** Hands over arguments and result; the last one wins. Copied at once. */
  setResult(result: ToolExecutionResult): void {
    if (this.#isEnded) return;
    this.#result = guard(() => snapshotToolExecutionResult(result, this.#services.snapshot)) ?? {};
  }

  /** The tool failed. Null and undefined are ignored; the last error wins. */
  setCallError(error: unknown): void {
    if (this.#isEnded || error === undefined || error === null) return;
    this.#callError = { value: error };
  }

  /** Runs `fn` with the tool's span active. Returns and throws what `fn` does. */
  run<T>(fn: () => T): T {
    return this.#span === undefined ? fn() : this.#span.run(fn);
  }

  /** Ends the span and records the duration. Repeats do nothing. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    try {
      if (this.#span !== undefined) this.#finish(this.#span);
    } catch (cause) {
      this.#error = createSigilError("internal", {}, { cause });
      this.#services.diagnostics.warnOnce(this.#error.message);
    }
  }

  /** Local SDK error after `end()`. The tool's own failure is not one. */
  get error(): SigilError | undefined {
    return this.#error;
  }

  /** The same as `error`, null instead of undefined, as in the other Sigil SDKs. */
  err(): SigilError | null {
    return this.#error ?? null;
  }

  [Symbol.dispose](): void {
    this.end();
  }

  #finish(span: RecordingSpan): void {
    const services = this.#services;
    const record: ToolExecution = { ...this.#seed, ...this.#result };
    const content = spanContent(this.#mode, services, record.includeContent === true);
    const errors = this.#callError === undefined ? [] : [{ type: "tool_execution_error" as const, error: this.#callError.value, isLocal: false }];
    const outcome = errorOutcome(errors, content);
    const completedAt = record.completedAt ?? services.now();
    const computed: ComputedValues = {
      errorType: outcome.type,
      errorCategory: outcome.category,
      durationSeconds: secondsBetween(record.startedAt ?? completedAt, completedAt),
    };
    const histograms = services.histograms.current();
    if (histograms !== undefined) guard(() => recordToolMetrics(histograms, record, computed, span.context));
    span.end({ name: toolSpanName(record), attributes: toolEndAttributes(record, content, computed), completedAt, exceptions: outcome.exceptions, status: outcome.status });
  }
}
