// SPDX-License-Identifier: Apache-2.0
export {
  type ArtifactOptions,
  artifact,
  providerEventArtifact,
  requestArtifact,
  responseArtifact,
  toolsArtifact,
} from "./artifacts.js";
export { modelRef, type ToolDefinitionInput, toolDefinition } from "./definitions.js";
export { assistantTextMessage, type MessageOptions, toolResultMessage, userTextMessage } from "./messages.js";
export {
  type PartOptions,
  type TextPart,
  type ThinkingPart,
  type ToolCallInput,
  type ToolCallPart,
  type ToolResultInput,
  type ToolResultPart,
  textPart,
  thinkingPart,
  toolCallPart,
  toolResultPart,
} from "./parts.js";
