// SPDX-License-Identifier: Apache-2.0
import type { ToolDefinition } from "../../../generated/ts/models.js";
import { isRecord } from "../is-record.js";
import { nonBlank } from "../non-blank.js";
import { toSortedJson } from "./json-text.js";
import { withoutSecrets } from "./without-secrets.js";

/** A tool of a request, in whatever members the provider describes it. */
export interface ToolFacts {
  readonly name: unknown;
  readonly type: unknown;
  readonly description?: unknown;
  readonly schema?: unknown;
  readonly isDeferred?: boolean;
}

/** The definition of a tool; none when it has no name. */
export function defineTool({ name, type, description, schema, isDeferred }: ToolFacts): ToolDefinition[] {
  const known = nonBlank(name);
  if (known === undefined) return [];
  const text = nonBlank(description);
  const kind = nonBlank(type);
  const inputSchemaJson = isRecord(schema) ? toSortedJson(schema) : undefined;
  return [
    {
      name: known,
      ...(text !== undefined && { description: text }),
      ...(kind !== undefined && { type: kind }),
      ...(inputSchemaJson !== undefined && { inputSchemaJson }),
      ...(isDeferred === true && { deferred: true }),
    },
  ];
}

/** A word in lower case, or an object as JSON with sorted keys. */
export function mapToolChoice(choice: unknown): string | undefined {
  return isRecord(choice) ? toSortedJson(withoutSecrets(choice)) : nonBlank(choice)?.toLowerCase();
}
