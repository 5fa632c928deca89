// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { append, swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const FILE = "spec/contract/core.yaml";

test("wants evidence for every row", async () => {
  const findings = await lintTiny({
    [FILE]: (text) =>
      swap("        checks: [codegen is up to date]\n", "")(swap("        scenarios: [val.valid]\n", "")(text)),
  });

  const fix = "name scenarios or tests, a row of docs/deviations.md, or say in out_of_scope whose business it is";
  expect(findings).toEqual([
    `${FILE} sections[0].rows[0].id [contract-rows] only the spec itself states core.1.model; ${fix}`,
    `${FILE} sections[0].rows[2].id [contract-rows] nothing shows core.1.generated; ${fix}`,
  ]);
});

test("wants every id once, in all chapters together", async () => {
  const findings = await lintTiny({
    [FILE]: append("      - { id: T1, fact: Again., deviations: [Spool] }"),
    "spec/contract/other.yaml": () =>
      "{ chapter: other, title: Other, brief: B., sections: [{ id: core.1, title: T, rows: [{ id: core.1.x, fact: F., scenarios: [val.valid] }] }] }\n",
  });

  const fix = "rename or remove one: entries cite sections and rows by id alone";
  expect(findings).toEqual([
    `${FILE} sections[1].rows[2].id [contract-rows] "T1" is already in the contract, in ${FILE}:33; ${fix}`,
    `spec/contract/other.yaml sections[0].id [contract-rows] "core.1" is already in the contract, in ${FILE}:7; ${fix}`,
  ]);
});

test("wants rows to be named after their section", async () => {
  const findings = await lintTiny({
    [FILE]: (text) => swap("id: T2", "id: U2")(swap("id: core.1.model", "id: core.2.model")(text)),
  });

  const advice = (section: string): string =>
    `write "${section}.name", or "${section}1" when the section's rows are counted`;
  expect(findings).toEqual([
    `${FILE} sections[0].rows[0].id [contract-rows] "core.2.model" is not an id of section core.1; ${advice("core.1")}`,
    `${FILE} sections[1].rows[1].id [contract-rows] "U2" is not an id of section T; ${advice("T")}`,
  ]);
});

test("refuses evidence for what is out of scope", async () => {
  const findings = await lintTiny({
    [FILE]: swap("out_of_scope: ingest", "out_of_scope: ingest\n        scenarios: [val.valid]"),
  });

  expect(findings).toEqual([
    `${FILE} sections[1].rows[1].out_of_scope [contract-rows] T2 has evidence, so it is in scope; remove out_of_scope, or the evidence`,
  ]);
});

test("refuses what is no row at all, once", async () => {
  const findings = await lintTiny({
    [FILE]: (text) =>
      swap("id: T1", "id: T 1")(swap("src/recorder/identity.test.ts", "src/recorder/identity.ts")(text)),
  });

  expect(findings).toEqual([
    `${FILE} sections[0].rows[1].tests.src/recorder/identity.ts [schema] "src/recorder/identity.ts" is not a valid key; use the path of a *.test.ts file`,
    `${FILE} sections[1].rows[0].id [schema] "T 1" is not valid; use the id of a section or row of spec/contract/, for example behaviour.7`,
  ]);
});
