// SPDX-License-Identifier: Apache-2.0
export type { DropReason } from "../generated/ts/answers.js";
export type { ConcreteCaptureMode } from "../generated/ts/capture.js";
export type {
  ArtifactKind,
  ContentCaptureMode,
  GenerationMode,
  MessageRole,
} from "../generated/ts/enums.js";
export {
  ARTIFACT_KINDS,
  CONTENT_CAPTURE_MODES,
  GENERATION_MODES,
  MESSAGE_ROLES,
} from "../generated/ts/enums.js";
export type { ErrorCategory, SigilErrorCode } from "../generated/ts/errors.js";
export type {
  Artifact,
  Embedding,
  EmbeddingResult,
  EmbeddingStart,
  Generation,
  GenerationResult,
  GenerationStart,
  Message,
  MessagePart,
  ModelRef,
  RecordingContext,
  TokenUsage,
  ToolCall,
  ToolDefinition,
  ToolExecution,
  ToolExecutionResult,
  ToolExecutionStart,
  ToolResult,
} from "../generated/ts/models.js";
export type {
  EmbeddingCaptureOptions,
  GenerationExportOptions,
  ResolvedConfig,
  ResolvedEmbeddingCaptureOptions,
  ResolvedGenerationExportOptions,
  SigilClientOptions,
} from "../generated/ts/options.js";
export type { ValidationIssue, ValidationRuleId } from "../generated/ts/validate.js";
export { validateGeneration } from "../generated/ts/validate.js";
export type { ContentCaptureResolver } from "./capture/resolve-capture-mode.js";
export type { ClientStatus, FlushOptions, FlushReport } from "./client/delivery.js";
export type { Logger } from "./client/diagnostics.js";
export { SigilClient } from "./client/sigil-client.js";
export type { Auth, DropEvent, DropListener, ErrorListener, GenerationSanitizer, HeadersOption, Provided } from "./config/option-types.js";
export { resolveConfig } from "./config/resolve-config.js";
export { withContext } from "./context/recording-context.js";
export { isSigilError, SigilError, type SigilErrorOptions } from "./errors/sigil-error.js";
export type { ExportCallOptions, GenerationExporter, ItemResult, JsonExporter, ProtobufExporter, RecordExporter } from "./export/generation-exporter.js";
export type { EmbeddingRecorder } from "./recorder/embedding-recorder.js";
export type { GenerationRecorder, SetResultOptions } from "./recorder/generation-recorder.js";
export type { Recorder } from "./recorder/recorder.js";
export type { ToolExecutionRecorder } from "./recorder/tool-recorder.js";
export type { RecordCounts } from "./status/account.js";
