// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOT, readPage } from "./markdown-files.js";

const FOLDER = `${ROOT}spec/scenarios/`;

/** Last cells of the rows of all tables, with the row's first cell. */
const rows = readPage("docs/deviations.md")
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\|[-|]*$/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
  .map((cells) => ({ what: cells[0]?.trim() ?? "", cells: cells.length, evidence: cells.at(-1)?.trim() ?? "" }));
const deviations = rows.filter(({ what }) => what !== "What");

/** Read as text: the files share much by anchors, which this has no use for. */
function scenarioIds(): ReadonlySet<string> {
  const texts = readdirSync(FOLDER).map((file) => readFileSync(FOLDER + file, "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\bid: ([^\s,}]+)/g)].map(([, id = ""]) => id)));
}

test("every deviation names what shows it: a page, a test or a scenario", () => {
  expect(deviations.filter(({ cells, evidence }) => cells !== 5 || !/\]\(|`/.test(evidence))).toEqual([]);
  expect(deviations.length).toBeGreaterThan(50);
});

test("every scenario that is named exists", () => {
  const known = scenarioIds();
  const named = deviations.flatMap(({ evidence }) => {
    const withoutLinks = evidence.replace(/\[[^\]]*\]\([^)]*\)/g, "");
    return [...withoutLinks.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id);
  });
  expect(named.filter((id) => !known.has(id))).toEqual([]);
  expect(named.length).toBeGreaterThan(30);
});
