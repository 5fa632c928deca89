// SPDX-License-Identifier: Apache-2.0
// What the contract names outside of the spec: tests, checks, deviations, and the sources that cite it.
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import vitestConfig from "../vitest.config.js";
import { loadModel } from "./load-model.js";
import { repositoryRoot } from "./root.js";

const { contract, scenarios } = await loadModel();
const sections = contract.flatMap((chapter) => chapter.sections);
const rows = sections.flatMap((section) => section.rows);

const read = (path: string): string => readFileSync(`${repositoryRoot}/${path}`, "utf8");

/** TypeScript below some folders. Links are not followed: packages link to each other. */
const sources = ["src", "codegen", "conformance", "examples", "provider-tests", "scripts"].flatMap(listSources);

function listSources(folder: string): readonly string[] {
  const entries = readdirSync(`${repositoryRoot}/${folder}`, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : listSources(path);
    return entry.isFile() && path.endsWith(".ts") ? [path] : [];
  });
}

/** Every text that a file quotes; a title in a comment proves nothing. */
function textsOf(file: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest));
  return texts;
}

/** First cells of the rows of all tables. */
const deviations = read("docs/deviations.md")
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\|[-|]*$/.test(line))
  .map((line) => line.split("|")[1]?.trim() ?? "")
  .filter((what) => what !== "What");

test("every test that a row names exists, under its title", () => {
  const texts = new Map<string, readonly string[]>();
  const missing = rows.flatMap(({ id, tests = {} }) =>
    Object.entries(tests).flatMap(([file, titles]) => {
      if (!sources.includes(file)) return [`${id}: ${file}`];
      const known = texts.get(file) ?? textsOf(file);
      texts.set(file, known);
      return [titles]
        .flat()
        .filter((title) => !known.some((text) => text.includes(title)))
        .map((title) => `${id}: ${file}: ${title}`);
    }),
  );
  expect(missing).toEqual([]);
  expect(texts.size).toBeGreaterThan(80);
});

test("every title that a row names says something", () => {
  const titles = rows.flatMap(({ tests = {} }) => Object.values(tests).flat());
  expect(titles.filter((title) => title.replace(/%\w|\$\w+/g, "").trim().length < 7)).toEqual([]);
});

test("every test that a row names is one that a suite runs", () => {
  const [pattern = ""] = vitestConfig.test?.include ?? [];
  const folders = /^\{(.*)\}\/\*\*\/\*\.test\.ts$/.exec(pattern)?.[1]?.split(",") ?? [];
  // On the packages of the providers, by a check beside the tests.
  if (read("scripts/checks/list.mjs").includes("provider-tests/vitest.config.ts")) folders.push("provider-tests");
  const files = new Set(rows.flatMap(({ tests = {} }) => Object.keys(tests)));
  expect([...files].filter((file) => !folders.includes(file.split("/")[0] ?? ""))).toEqual([]);
});

test("every check that a row names exists", () => {
  const names = new Set([...read("scripts/checks/list.mjs").matchAll(/\bname: "([^"]+)"/g)].map(([, name]) => name));
  const named = rows.flatMap(({ checks = [] }) => checks);
  expect(named.filter((name) => !names.has(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
});

test("every deviation that a row names is one row of docs/deviations.md, and each of those is named", () => {
  const named = rows.flatMap((row) => row.deviations ?? []);
  expect(named.filter((what) => deviations.filter((known) => known === what).length !== 1)).toEqual([]);
  expect(deviations.filter((what) => !named.includes(what))).toEqual([]);
});

test("every scenario shows a row", () => {
  const named = new Set(rows.flatMap((row) => row.scenarios ?? []));
  const cases = scenarios.flatMap((suite) => suite.scenarios.map(({ id }) => id));
  expect(cases.filter((id) => !named.has(id))).toEqual([]);
});

/** `contract behaviour.4`, `contract F-S6, F-S7`, `contract F-D1 to F-D6`, also across the lines of a comment. */
const CITATION =
  /\bcontract\s(?:\s*\*\s)?((?:[a-z]+\.\d(?:[\w.-]*\w)?|F-[A-Z]\d+|I\d)(?:(?:, | to )(?:F-[A-Z]\d+|I\d))*)/g;

test("comments that cite the contract cite a section or row of it", () => {
  const known = new Set([...sections, ...rows].map(({ id }) => id));
  const cited = sources.flatMap((file) =>
    [...read(file).matchAll(CITATION)].flatMap(([, ids = ""]) => ids.split(/, | to /).map((id) => ({ file, id }))),
  );
  expect(cited.filter(({ id }) => !known.has(id))).toEqual([]);
  expect(cited.length).toBeGreaterThan(30);
});
