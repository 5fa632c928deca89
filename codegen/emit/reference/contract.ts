// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import type { ContractFile, ContractRow } from "../../schema/contract.js";
import { describeEvidence } from "./contract-evidence.js";
import { anchor, code, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

const INPUTS = ["spec/contract", "spec/scenarios"];
const COLUMNS = ["Rows", "Scenarios", "Tests", "Checks", "Deviations", "Not here", "Out of scope"];

/** The counts, and where to find what. */
export const contractPage: Page = {
  name: "contract",
  isPacked: false,
  title: "Contract",
  summary: "What every Sigil SDK is held to, row by row, and what shows that this one does it.",
  inputs: () => INPUTS,
  blocks: ({ contract }) => [
    "A row says what holds here. It is shown by scenarios, which any SDK can run, by tests of this repository, or by checks " +
      "of its CI; many rows by several. A row with a deviation says where the reference SDK does something else. What is " +
      "_not here_ has a deviation and no other evidence; what is _out of scope_ is about other software. The build fails for " +
      "a row without evidence, and for evidence that does not exist.",
    table(
      ["Chapter", ...COLUMNS],
      [
        ...contract.map((chapter) => [
          link(prose(chapter.title), pageOf(chapter), chapter.chapter),
          ...counts([chapter]),
        ]),
        ["**All**", ...counts(contract)],
      ],
    ),
    "A column counts the rows that have evidence of its kind, so that a row may be in several.",
    ...contract.flatMap((chapter) => [
      heading(2, prose(chapter.title), chapter.chapter),
      prose(chapter.brief),
      table(
        ["Section", "Title", ...COLUMNS],
        chapter.sections.map((section) => [
          link(code(section.id), pageOf(chapter), section.id),
          prose(section.title),
          ...countRows(section.rows),
        ]),
      ),
    ]),
  ],
};

/** The contract: a page of counts, and a page for each chapter. */
export const referenceContractEmitter: Emitter = {
  id: "reference/contract",
  target: "docs",
  emit: (model) => [contractPage, ...model.contract.map(chapterPage)].flatMap((page) => pageEmitter(page).emit(model)),
};

function chapterPage(chapter: ContractFile): Page {
  return {
    name: "contract",
    file: pageOf(chapter).replace(/\.md$/, ""),
    title: `Contract: ${chapter.title}`,
    summary: prose(chapter.brief),
    inputs: () => INPUTS,
    blocks: (model) => [
      `${anchor(chapter.chapter)}Part of the [contract](contract.md), which has the counts.`,
      ...sections(chapter, model),
    ],
  };
}

function sections(chapter: ContractFile, model: SpecModel): readonly string[] {
  return chapter.sections.flatMap((section) => [
    heading(2, `${prose(section.title)} (${code(section.id)})`, section.id),
    ...(section.brief === undefined ? [] : [prose(section.brief)]),
    table(
      ["Row", "What holds", "Shown by"],
      section.rows.map((row) => [
        `${anchor(row.id)}${code(shortId(row.id, section.id))}`,
        prose(row.fact),
        describeEvidence(row, model),
      ]),
    ),
  ]);
}

/** Ids without what the heading says already; counted rows are known by their whole id. */
function shortId(id: string, section: string): string {
  return id.startsWith(`${section}.`) ? id.slice(section.length + 1) : id;
}

function pageOf({ chapter }: ContractFile): string {
  return `contract-${chapter}.md`;
}

function counts(chapters: readonly ContractFile[]): readonly string[] {
  return countRows(chapters.flatMap(({ sections: own }) => own.flatMap(({ rows }) => rows)));
}

/** In the order of the columns. */
function countRows(rows: readonly ContractRow[]): readonly string[] {
  const having = (kind: keyof ContractRow): string => show(rows.filter((row) => row[kind] !== undefined).length);
  return [
    String(rows.length),
    ...(["scenarios", "tests", "checks", "deviations"] as const).map(having),
    show(rows.filter(isAbsent).length),
    having("out_of_scope"),
  ];
}

/** Nothing shows the row but a deviation. */
function isAbsent({ scenarios, tests, checks, deviations }: ContractRow): boolean {
  return deviations !== undefined && [scenarios, tests, checks].every((evidence) => evidence === undefined);
}

function show(count: number): string {
  return count === 0 ? "" : String(count);
}
