// SPDX-License-Identifier: Apache-2.0
/**
 * The raw messages of `sigil.v1` as protobuf-es generates them, for tools that read or write the wire form themselves.
 * Needs the optional peer `@bufbuild/protobuf`; the root entry does not.
 */
export type {
  Artifact,
  ExportGenerationResult,
  ExportGenerationsRequest,
  ExportGenerationsResponse,
  Generation,
  Message,
  ModelRef,
  Part,
  PartMetadata,
  TokenUsage,
  ToolCall,
  ToolDefinition,
  ToolResult,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
export {
  ArtifactKind,
  ArtifactKindSchema,
  ArtifactSchema,
  ExportGenerationResultSchema,
  ExportGenerationsRequestSchema,
  ExportGenerationsResponseSchema,
  file_sigil_v1_generation_ingest,
  GenerationIngestService,
  GenerationMode,
  GenerationModeSchema,
  GenerationSchema,
  MessageRole,
  MessageRoleSchema,
  MessageSchema,
  ModelRefSchema,
  PartMetadataSchema,
  PartSchema,
  TokenUsageSchema,
  ToolCallSchema,
  ToolDefinitionSchema,
  ToolResultSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
