// SPDX-License-Identifier: Apache-2.0
// Recorders and the client are disposable; applications need not name the library in their own options.
/// <reference lib="esnext.disposable" preserve="true" />

export type { Auth } from "../generated/ts/auth.js";
export type { ConcreteCaptureMode } from "../generated/ts/capture.js";
export type { DropReason } from "../generated/ts/drop-reasons.js";
export type {
  ArtifactKind,
  ContentCaptureMode,
  ConversationRatingValue,
  GenerationMode,
  MessageRole,
} from "../generated/ts/enums.js";
export {
  ARTIFACT_KINDS,
  CONTENT_CAPTURE_MODES,
  CONVERSATION_RATING_VALUES,
  GENERATION_MODES,
  MESSAGE_ROLES,
} from "../generated/ts/enums.js";
export type { ErrorCategory } from "../generated/ts/error-types.js";
export type { SigilErrorCode } from "../generated/ts/errors.js";
export type {
  Artifact,
  ConversationRating,
  ConversationRatingInput,
  ConversationRatingResult,
  ConversationRatingSummary,
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
  ApiOptions,
  EmbeddingCaptureOptions,
  GenerationExportOptions,
  ResolvedApiOptions,
  ResolvedConfig,
  ResolvedEmbeddingCaptureOptions,
  ResolvedGenerationExportOptions,
  ResolvedTransportOptions,
  SigilClientOptions,
  TransportOptions,
} from "../generated/ts/options.js";
export { validateGeneration } from "../generated/ts/validate-generation.js";
export type { ValidationIssue, ValidationRuleId } from "../generated/ts/validation.js";
export type { ContentCaptureResolver } from "./capture/resolve-capture-mode.js";
export type { ClientStatus, FlushReport } from "./client/delivery.js";
export { SigilClient } from "./client/sigil-client.js";
export type {
  DropEvent,
  DropListener,
  ErrorListener,
  GenerationSanitizer,
  HeadersOption,
  HttpAgent,
  Pem,
  Provided,
} from "./config/option-types.js";
export { resolveConfig } from "./config/resolve-config.js";
export { withContext } from "./context/recording-context.js";
export {
  withAgentName,
  withAgentVersion,
  withContentCaptureMode,
  withConversationId,
  withConversationTitle,
  withUserId,
} from "./context/with-helpers.js";
export type { Logger } from "./diagnostics/diagnostics.js";
export { isSigilError, SigilError, type SigilErrorOptions } from "./errors/sigil-error.js";
export type { FlushOptions } from "./export/flush-options.js";
export type {
  ExportCallOptions,
  GenerationExporter,
  ItemResult,
  JsonExporter,
  ProtobufExporter,
  RecordExporter,
} from "./export/generation-exporter.js";
export type { SubmitRatingOptions } from "./ratings/with-deadline.js";
export type { EmbeddingRecorder } from "./recorder/embedding-recorder.js";
export type { GenerationRecorder, SetResultOptions } from "./recorder/generation-recorder.js";
export type { ObserveOptions, StreamAccumulator } from "./recorder/observe-stream.js";
export type { Recorder } from "./recorder/recorder.js";
export type { Recording } from "./recorder/recording.js";
export type { RecordingParent } from "./recorder/recording-parent.js";
export type { ToolExecutionRecorder } from "./recorder/tool-recorder.js";
export type { RecordCounts } from "./status/account.js";
