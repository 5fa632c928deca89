// SPDX-License-Identifier: Apache-2.0
import type { ModelType, SpecModel } from "../model.js";

/**
 * A text of the spec or the proto with the names that TypeScript has for fields and values: `tool_call_id` in backticks is
 * `toolCallId`, and GENERATION_MODE_SYNC is `"SYNC"`.
 */
export function renderFieldNames({ models }: Pick<SpecModel, "models">, text: string): string {
  const fields = new Map(models.types.flatMap(fieldNames));
  return withValues(models, text)
    .split(/(`[^`]+`)/)
    .map((piece, index) =>
      index % 2 === 1 ? piece.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => fields.get(name) ?? name) : piece,
    )
    .join("");
}

/** Names in the proto and in the spec, each with the one in TypeScript. Kinds of a union are values and stay as they are. */
function fieldNames({ fields, union }: ModelType): (readonly [string, string])[] {
  const kinds = new Set(union?.variants.map(({ kind }) => kind));
  return fields.flatMap(({ name, proto, tsName }) =>
    [name, proto?.name ?? name].filter((known) => !kinds.has(known)).map((known) => [known, tsName] as const),
  );
}

/** The proto's names of enum values, which are words in TypeScript. */
function withValues({ enums }: SpecModel["models"], text: string): string {
  const values = new Map(
    enums.flatMap((entry) => entry.values.map(({ protoName, value }) => [protoName, value] as const)),
  );
  return text.replace(/`?\b([A-Z]+(?:_[A-Z]+)+)\b`?/g, (name, constant: string) => {
    const value = values.get(constant);
    return value === undefined ? name : `\`"${value}"\``;
  });
}
