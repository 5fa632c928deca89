// SPDX-License-Identifier: Apache-2.0
import type { ToolDefinition } from "../../generated/ts/models.js";
import { nonBlank } from "../internal/non-blank.js";
import { listOf, member } from "../internal/provider/read.js";
import { defineTool } from "../internal/provider/tool-definition.js";

/** The tools of a request; sets of tools are known by their type. */
export function mapTools(tools: unknown): ToolDefinition[] {
  return listOf(tools).flatMap((tool) => {
    const type = nonBlank(member(tool, "type"));
    return defineTool({
      name: nonBlank(member(tool, "name")) ?? type,
      type: type === undefined || type === "custom" ? "function" : type,
      description: member(tool, "description"),
      schema: member(tool, "input_schema"),
      isDeferred: member(tool, "defer_loading") === true,
    });
  });
}
