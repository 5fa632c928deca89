// SPDX-License-Identifier: Apache-2.0
import type { ToolDefinition } from "../../generated/ts/models.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { listOf, member } from "../internal/provider/read.js";
import { defineTool } from "../internal/provider/tool-definition.js";

/**
 * The tools of a request. Chat completions describes a tool in a member with the name of its type, responses in the tool itself;
 * a tool of the provider is known by its type, a server by its label.
 */
export function mapTools(tools: unknown): ToolDefinition[] {
  return listOf(tools).flatMap((tool) => {
    const type = nonBlank(member(tool, "type"));
    const held = type === undefined ? undefined : member(tool, type);
    const body = isRecord(held) ? held : tool;
    return defineTool({
      name: nonBlank(member(body, "name")) ?? nonBlank(member(tool, "server_label")) ?? type,
      type,
      description: member(body, "description"),
      schema: member(body, "parameters"),
      isDeferred: member(body, "defer_loading") === true,
    });
  });
}

/** The older list of functions. */
export function mapFunctions(functions: unknown): ToolDefinition[] {
  return mapTools(listOf(functions).map((declaration) => ({ type: "function", function: declaration })));
}
