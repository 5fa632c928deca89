// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadModel } from "../../load-model.js";
import type { EmittedFile, SpecModel } from "../../model.js";
import { repositoryRoot } from "../../root.js";
import { loadTinyModel } from "../../testing/load-tiny.js";
import { referenceEmitters } from "./emitters.js";

describe("the reference of the tiny spec", () => {
  test.each(referenceEmitters)("$id reads as expected", async (emitter) => {
    const model = await loadTinyModel();
    for (const { path, text } of emitter.emit(model)) {
      await expect(text).toMatchFileSnapshot(`__snapshots__/${path.slice("docs/reference/".length)}`);
    }
  });
});

describe.each([
  ["the tiny spec", loadTinyModel],
  ["the real spec", loadModel],
] as const)("the reference of %s", (_, load) => {
  test("has no link without a target and no target twice", async () => {
    const pages = emitAll(await load());
    const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]));
    const dead = pages.flatMap(({ path, text }) =>
      linksOf(text)
        .filter((link) => !leadsSomewhere(anchors, path, link))
        .map((link) => `${path}: ${link}`),
    );
    expect(dead).toEqual([]);
    const repeated = [...anchors].flatMap(([path, ids]) =>
      ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${path}#${id}`),
    );
    expect(repeated).toEqual([]);
  });

  test("has as many cells in each row as its table has columns", async () => {
    const broken = emitAll(await load()).flatMap(({ path, text }) => unevenRows(text).map((row) => `${path}: ${row}`));
    expect(broken).toEqual([]);
  });

  test("names every entry of the spec that has a page", async () => {
    const model = await load();
    const text = emitAll(model)
      .map((page) => page.text)
      .join("\n");
    const missing = entriesOf(model).filter((entry) => !text.includes(entry));
    expect(missing).toEqual([]);
  });

  test("tells nothing about the documents that the spec was written from", async () => {
    const text = emitAll(await load())
      .map((page) => page.text)
      .join("\n");
    expect(text.match(/(wire|telemetry|behaviour|faults|scenarios|providers|otel-genai)\.md [0-9F]/g)).toBeNull();
    expect(text).not.toContain("{vendor}");
    expect(text.match(/\[object Object\]|`undefined`(?! *\.)|\| undefined \|/g)).toBeNull();
  });

  test("is the same on every run", async () => {
    expect(emitAll(await load())).toEqual(emitAll(await load()));
  });
});

function emitAll(model: SpecModel): readonly EmittedFile[] {
  return referenceEmitters.flatMap((emitter) => emitter.emit(model));
}

function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, id = ""]) => id);
}

function linksOf(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]*)\)/g)].map(([, target = ""]) => target);
}

function leadsSomewhere(anchors: ReadonlyMap<string, readonly string[]>, from: string, link: string): boolean {
  // Files outside of the reference have no anchors that are known here.
  if (link.startsWith("../")) return existsSync(`${repositoryRoot}/docs/reference/${link}`);
  const [page = "", id] = link.split("#");
  const targets = anchors.get(page === "" ? from : `docs/reference/${page}`);
  return targets !== undefined && (id === undefined || targets.includes(id));
}

/** Rows whose number of unescaped pipes is not that of the row above. */
function unevenRows(text: string): readonly string[] {
  const lines = text.split("\n");
  const cells = lines.map((line) => (line.startsWith("|") ? line.replaceAll("\\|", "").split("|").length : 0));
  return lines.filter(
    (_, index) => cells[index] !== 0 && (cells[index - 1] ?? 0) !== 0 && cells[index] !== cells[index - 1],
  );
}

function withoutCode(text: string): string {
  return text.replace(/`[^`\n]*`/g, "");
}

function entriesOf(model: SpecModel): readonly string[] {
  return [
    ...model.attributes.map(({ id, key }) => `<a id="${id}"></a>\`${key}\``),
    ...model.spans.map(({ id }) => `<a id="span-${id}"></a>`),
    ...model.metrics.map(({ id }) => `<a id="metric-${id}"></a>`),
    ...model.models.types.map(({ name }) => `<a id="type-${name}"></a>`),
    ...model.proto.messages.flatMap(({ name, fields }) => fields.map((field) => `<a id="${name}.${field.name}"></a>`)),
    ...model.validation.rules.map(({ id }) => `<a id="${id}"></a>`),
    ...model.config.options.filter(({ status }) => status === "available").map(({ id }) => `<a id="option-${id}"></a>`),
    ...model.config.limits.map(({ id }) => `<a id="limit-${id}"></a>`),
    ...model.capture.fields.map(({ id }) => `<a id="${id}"></a>`),
    ...model.errors.codes.map(({ id }) => `<a id="${id}"></a>`),
    ...model.errors.grpc_answers.map(({ id }) => `<a id="${id}"></a>`),
    ...model.parity.names.map(({ seed }) => `\`${seed}\``),
    ...model.contract.flatMap(({ sections }) => sections.flatMap(({ id, rows }) => [id, ...rows.map((row) => row.id)])),
  ];
}
