// SPDX-License-Identifier: Apache-2.0
import type { ToolDefinition } from "../../generated/ts/models.js";
import { isRecord } from "../internal/is-record.js";
import { listOf, member } from "../internal/provider/read.js";
import { defineTool } from "../internal/provider/tool-definition.js";
import { toSnakeCase } from "./parts.js";

/** One definition for each function that is declared, and one for each tool of the provider. */
export function mapTools(tools: unknown): ToolDefinition[] {
  return listOf(tools).flatMap((tool) => (isRecord(tool) ? mapTool(tool) : []));
}

function mapTool(tool: Record<string, unknown>): ToolDefinition[] {
  // An object with methods tells what it declares only when the SDK asks it.
  if (typeof tool["callTool"] === "function") return defineTool({ name: "callable_tool", type: "callable_tool" });
  const declared = listOf(tool["functionDeclarations"]).flatMap((declaration) =>
    defineTool({
      name: member(declaration, "name"),
      type: "function",
      description: member(declaration, "description"),
      schema: member(declaration, "parametersJsonSchema") ?? member(declaration, "parameters"),
    }),
  );
  const own = Object.keys(tool).filter((key) => key !== "functionDeclarations" && (tool[key] ?? null) !== null);
  return [...declared, ...own.flatMap((key) => defineTool({ name: toSnakeCase(key), type: toSnakeCase(key) }))];
}
