// SPDX-License-Identifier: Apache-2.0
import type { ModelRef, ToolDefinition } from "../../generated/ts/models.js";
import { toJsonText } from "./json-text.js";

/** A tool with the schema of its arguments as a value, `inputSchema`, or as JSON text, `inputSchemaJson`. */
export type ToolDefinitionInput =
  | (Omit<ToolDefinition, "inputSchemaJson"> & { inputSchema?: unknown; inputSchemaJson?: never })
  | (ToolDefinition & { inputSchema?: never });

/** The model that a call is sent to: the provider's short name and the model's name. */
export function modelRef(provider: string, name: string): ModelRef {
  return { provider, name };
}

/**
 * A tool that was offered to the model. The schema is written as JSON.
 *
 * @example
 * toolDefinition({ name: "weather", type: "function", inputSchema: { type: "object" } });
 */
export function toolDefinition({ inputSchema, ...definition }: ToolDefinitionInput): ToolDefinition {
  return inputSchema === undefined ? definition : { ...definition, inputSchemaJson: toJsonText(inputSchema) };
}
