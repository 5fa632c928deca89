// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Rows of a list in a spec file, straight from its text, so that what is generated from it is not its own judge. */
export function readSpecRows<Row>(file: string, list: string): readonly Row[] {
  const text = readFileSync(new URL(`../../spec/${file}.yaml`, import.meta.url), "utf8");
  // The tests that name the list know the shape of its rows.
  return (parse(text) as Record<string, readonly Row[]>)[list] ?? [];
}

/** A text of the spec about options with their names in camel case, as this SDK writes them. */
export function inCamelCase(text: string): string {
  return text.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
