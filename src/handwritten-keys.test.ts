// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Project, SyntaxKind } from "ts-morph";
import { expect, it } from "vitest";
import * as attributes from "../generated/ts/attributes.js";
import { OPERATION_INSTRUMENTS } from "../generated/ts/instruments.js";
import { SELF_INSTRUMENTS } from "../generated/ts/self-instruments.js";

const root = fileURLToPath(new URL(".", import.meta.url));
/** Keys and names that the spec states. A word without a dot, such as `call_error`, is also an ordinary word. */
const declared = new Set<string>(
  [
    ...Object.entries(attributes).flatMap(([name, key]) => (name.startsWith("ATTR_") ? [key] : [])),
    ...[...Object.values(OPERATION_INSTRUMENTS), ...SELF_INSTRUMENTS].map((instrument) => instrument.name),
  ].filter((key) => key.includes(".")),
);
const telemetryName = /^(gen_ai|sigil|error|user)\.[a-z_.]+$/;

function isKey(text: string): boolean {
  return declared.has(text) || telemetryName.test(text);
}

/** String literals of a source text that are telemetry keys. */
function keysIn(text: string): string[] {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("source.ts", text);
  const literals = [
    ...file.getDescendantsOfKind(SyntaxKind.StringLiteral),
    ...file.getDescendantsOfKind(SyntaxKind.NoSubstitutionTemplateLiteral),
  ];
  return literals.map((literal) => literal.getLiteralText()).filter(isKey);
}

it("finds a key in quotes and in a template, and lets other text pass", () => {
  expect(keysIn('const a = "gen_ai.request.model"; const b = `sigil.made.up`; const c = "generation.model";')).toEqual([
    "gen_ai.request.model",
    "sigil.made.up",
  ]);
});

it("finds no telemetry key that is written by hand under src/", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.includes(".test.") && !/\btesting\b/.test(path),
  );
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((path) =>
    keysIn(readFileSync(`${root}/${path}`, "utf8")).map((key) => `${path}: ${key}`),
  );
  expect(found).toEqual([]);
});
