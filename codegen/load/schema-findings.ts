// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { type Finding, formatPath } from "../findings.js";
import { suggestWord } from "../suggest.js";
import type { YamlDocument } from "./load-yaml.js";
import { fieldNamesAt } from "./schema-shape.js";

type Issue = z.core.$ZodIssue;
type Explanation = Pick<Finding, "message" | "fix"> & { readonly path: readonly PropertyKey[] };

/** Turns what the meta-schema refuses into findings that point into the YAML text. */
export function schemaFindings(
  document: YamlDocument,
  schema: z.ZodType,
  value: unknown,
  issues: readonly Issue[],
): readonly Finding[] {
  return issues.flatMap((issue) =>
    explain(issue, schema, value).map((explanation) => ({
      file: document.file,
      ...document.locate(explanation.path),
      path: formatPath(explanation.path),
      rule: "schema",
      message: explanation.message,
      fix: explanation.fix,
    })),
  );
}

function explain(issue: Issue, schema: z.ZodType, value: unknown): readonly Explanation[] {
  const path = issue.path;
  const found = valueAt(value, path);
  const shown = JSON.stringify(found);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = fieldNamesAt(schema, value, path);
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `unknown key "${key}"`,
        fix: known.length === 0 ? "remove it" : suggestWord(key, known),
      }));
    }
    case "invalid_union":
      return explainUnion(issue, schema, value);
    case "invalid_type":
      return found === undefined
        ? [
            {
              path,
              message: `"${String(path.at(-1) ?? "the file")}" is missing`,
              fix: `add it; expected ${issue.expected}`,
            },
          ]
        : [{ path, message: `${shown} has the wrong type`, fix: `write ${issue.expected}` }];
    case "invalid_value":
      if (found === undefined) {
        return [
          {
            path,
            message: `"${String(path.at(-1))}" is missing`,
            fix: `add it; use one of ${issue.values.join(", ")}`,
          },
        ];
      }
      return [
        {
          path,
          message: `${shown} is not in the vocabulary`,
          fix: suggestWord(String(found), issue.values.map(String)),
        },
      ];
    case "invalid_key":
      return [
        {
          path,
          message: `"${String(path.at(-1))}" is not a valid key`,
          fix: issue.issues[0]?.message ?? issue.message,
        },
      ];
    default:
      return [{ path, message: `${shown} is not valid`, fix: lowerFirst(issue.message) }];
  }
}

function explainUnion(
  issue: Issue & { code: "invalid_union" },
  schema: z.ZodType,
  value: unknown,
): readonly Explanation[] {
  const found = valueAt(value, issue.path);
  if ("options" in issue && Array.isArray(issue.options)) {
    const options = issue.options.map(String);
    const name = String(issue.path.at(-1));
    return found === undefined
      ? [{ path: issue.path, message: `"${name}" is missing`, fix: `use one of ${options.join(", ")}` }]
      : [
          {
            path: issue.path,
            message: `${JSON.stringify(found)} is not in the vocabulary`,
            fix: suggestWord(String(found), options),
          },
        ];
  }
  if (found === undefined)
    return [{ path: issue.path, message: `"${String(issue.path.at(-1))}" is missing`, fix: "add it" }];
  const deepest = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
  if (depth(deepest) === 0) {
    const expected = issue.errors
      .flat()
      .map((option) => lowerFirst(option.message))
      .join(" or ");
    return [{ path: issue.path, message: `${JSON.stringify(found)} fits no alternative`, fix: expected }];
  }
  return deepest.flatMap((nested) => explain({ ...nested, path: [...issue.path, ...nested.path] }, schema, value));
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[part];
  }
  return current;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
