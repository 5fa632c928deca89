// SPDX-License-Identifier: Apache-2.0
import { parser } from "@grafana/lezer-traceql";
import { beforeAll, describe, expect, test } from "vitest";
import { loadModel } from "../../load-model.js";
import type { SpecModel } from "../../model.js";
import { loadTinyModel } from "../../testing/load-tiny.js";
import { referenceTraceqlEmitter } from "./traceql.js";
import { traceqlExamples } from "./traceql-examples.js";
import { isOneOf, literal, scoped, where } from "./traceql-syntax.js";

let model: SpecModel;

beforeAll(async () => {
  model = await loadModel();
});

describe("TraceQL examples", () => {
  test("are all accepted by the grammar of TraceQL", async () => {
    const queries = [...queriesOf(model), ...queriesOf(await loadTinyModel())];
    expect(queries.filter((query) => !isTraceql(query))).toEqual([]);
    expect(queries.length).toBeGreaterThan(100);
  });

  test("are all on the page, as the grammar accepts them", () => {
    const [page] = referenceTraceqlEmitter.emit(model);
    const shown = [...(page?.text ?? "").matchAll(/<br>`(.*)`$/gm)].map(([, query]) => query);
    expect(shown).toEqual(queriesOf(model));
  });

  test("have what people search for first", () => {
    const queries = queriesOf(model);
    for (const query of [
      '{ span.gen_ai.operation.name = "embeddings" }',
      '{ span.gen_ai.operation.name = "streamText" }',
      '{ span.gen_ai.operation.name = "execute_tool" && span.gen_ai.tool.name = "weather" }',
      '{ span.gen_ai.operation.name = "embeddings" && span.gen_ai.request.model = "text-embedding-3-small" }',
      '{ status = error && span.error.category = "rate_limit" }',
      '{ span.gen_ai.operation.name = "execute_tool" && duration > 2s }',
      `{ span.${model.sdk.vendor}.generation.id = "gen_0123456789abcdef" }`,
    ]) {
      expect(queries).toContain(query);
    }
  });

  test("name each attribute of each span", () => {
    const queries = queriesOf(model).join("\n");
    const missing = model.spans
      .flatMap(({ attributes }) => attributes)
      .filter(({ attribute }) => !queries.includes(`span.${attribute.key} `));
    expect(missing.map(({ attribute }) => attribute.key)).toEqual([]);
  });
});

describe("the grammar", () => {
  test.each([
    'traces{gen_ai.operation.name="embeddings"}',
    '{ gen_ai.operation.name = "embeddings" }',
    '{ span.gen_ai.operation.name = "embeddings"',
    "{ span.a key = 1 }",
  ])("refuses %s", (query) => {
    expect(isTraceql(query)).toBe(false);
  });
});

describe("query text", () => {
  test("quotes names that would end too early, and escapes inside quotes", () => {
    expect(scoped("span", "gen_ai.request.model")).toBe("span.gen_ai.request.model");
    expect(scoped("resource", "a key")).toBe('resource."a key"');
    expect(scoped("span", 'a"b\\c')).toBe('span."a\\"b\\\\c"');
    expect(literal('{"city":"Paris"}')).toBe('"{\\"city\\":\\"Paris\\"}"');
    expect([literal(1.5), literal(true)]).toEqual(["1.5", "true"]);
    const query = where(
      `${scoped("span", 'a "key"=1')} = ${literal('x"\\')}`,
      isOneOf(scoped("span", "9"), ["a.b", "c"]),
    );
    expect(query).toBe('{ span."a \\"key\\"=1" = "x\\"\\\\" && span."9" =~ "a\\\\.b|c" }');
    expect(isTraceql(query)).toBe(true);
  });
});

function queriesOf(spec: SpecModel): readonly string[] {
  return traceqlExamples(spec).flatMap(({ examples }) => examples.map(({ query }) => query));
}

function isTraceql(query: string): boolean {
  let isValid = true;
  parser.parse(query).iterate({
    enter: ({ type }) => {
      isValid &&= !type.isError;
    },
  });
  return isValid;
}
