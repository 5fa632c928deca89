// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../../model.js";
import type { ContractRow } from "../../schema/contract.js";
import { code, PAGE_OF_FILE, prose } from "./markdown.js";

/** From the folder of the reference to the repository. */
const ROOT = "../..";

/** What shows that a row holds, as links. */
export function describeEvidence(row: ContractRow, model: SpecModel): string {
  if (row.out_of_scope !== undefined) return `_out of scope: ${prose(row.out_of_scope)}_`;
  const scenarios = row.scenarios?.map((id) => `[${code(id)}](${ROOT}/spec/scenarios/${suiteOf(id, model)}.yaml)`);
  const lists = row.spec?.map((name) => `[${code(name)}](${pageOf(name, model)})`);
  const tests = Object.entries(row.tests ?? {}).flatMap(([file, titles]) =>
    [titles].flat().map((title) => `[${prose(`${stemOf(file)}: ${title}`)}](${ROOT}/${file})`),
  );
  const checks = row.checks?.map((name) => `[check: ${prose(name)}](${ROOT}/scripts/checks/list.mjs)`);
  const deviations = row.deviations?.map((what) => `[deviation: ${prose(what)}](../deviations.md)`);
  const inline = [...(scenarios ?? []), ...(lists ?? [])].join(", ");
  return [inline, ...tests, ...(checks ?? []), ...(deviations ?? [])].filter((line) => line !== "").join("\n");
}

/** `src/queue/record-cost.test.ts` -> `record-cost`: what a row of titles is about. */
function stemOf(file: string): string {
  return file.replace(/^.*\/(.*)\.test\.ts$/, "$1");
}

function suiteOf(id: string, { scenarios }: SpecModel): string {
  return scenarios.find((suite) => suite.scenarios.some((scenario) => scenario.id === id))?.suite ?? "";
}

function pageOf(list: string, { proto }: SpecModel): string {
  const [file = "", name = ""] = list.split(".");
  if (file !== "proto") return `${PAGE_OF_FILE[file] ?? "README"}.md`;
  const kinds = { message: proto.messages, enum: proto.enums, service: proto.services };
  const kind = Object.entries(kinds).find(([, types]) => types.some((type) => type.name === name))?.[0];
  return `wire.md#${kind}-${name}`;
}
