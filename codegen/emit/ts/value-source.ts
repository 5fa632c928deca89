// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ResolvedSource } from "../../model.js";
import { camelCase } from "../../naming.js";

/** TypeScript expressions for the value sources of spans and metrics: `record.usage?.inputTokens`. */
export interface SourceExpression {
  readonly code: string;
  /** The expression can be undefined or null at run time. */
  readonly optional: boolean;
  readonly type: "string" | "number" | "boolean" | "list" | "json" | "unknown";
}

export function sourceExpression(source: ResolvedSource, metadataKey: string): SourceExpression {
  switch (source.kind) {
    case "field":
      return fieldExpression(source.fields);
    case "value":
      return { code: JSON.stringify(source.value), optional: false, type: "string" };
    case "sdk_name":
      return { code: "SDK_NAME", optional: false, type: "string" };
    case "metadata":
      return { code: `record.metadata?.[${metadataKey}]`, optional: true, type: "unknown" };
    case "computed":
      return { code: `computed.${source.tsName}`, optional: true, type: "unknown" };
    case "status":
      return { code: `status.${source.path.split(".").map(camelCase).join(".")}`, optional: false, type: "unknown" };
    default:
      return source satisfies never;
  }
}

/** Nested steps are always optional: callers without types hand over records whose required objects are missing. */
function fieldExpression(fields: readonly ModelField[]): SourceExpression {
  const code = `record.${fields.map((field) => field.tsName).join("?.")}`;
  const optional = fields.length > 1 || fields.some((field) => !field.required);
  return { code, optional, type: typeOf(fields.at(-1)) };
}

function typeOf(field: ModelField | undefined): SourceExpression["type"] {
  if (field === undefined) return "unknown";
  if (field.repeated) return "list";
  switch (field.type.kind) {
    case "string":
    case "enum":
      return "string";
    case "int64":
    case "double":
      return "number";
    case "bool":
      return "boolean";
    case "json":
      return "json";
    default:
      return "unknown";
  }
}
