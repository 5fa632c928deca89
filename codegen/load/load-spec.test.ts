// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { append, swap } from "../testing/edits.js";
import { checkTiny, lintTiny, loadTinyModel, readTinyInput } from "../testing/load-tiny.js";
import { loadSpec } from "./load-spec.js";

test("fills entries from the file's defaults, and keeps what an entry says itself", async () => {
  const model = await loadTinyModel();

  expect(model.attributes.find((attribute) => attribute.id === "error.category")).toEqual({
    id: "error.category",
    key: "error.category",
    type: "string",
    brief: "Class of the error.",
    examples: ["rate_limit"],
    on: ["span", "metric"],
    cardinality: "low",
    stability: "stable",
    otel: { link: "diverges", key: "error.type", note: "OTel has one attribute." },
    contract: "core.1",
    values: {
      open: false,
      members: [
        { value: "rate_limit", brief: "Too many requests." },
        { value: "sdk_error", brief: "Anything else." },
      ],
    },
    constant: "ATTR_ERROR_CATEGORY",
    vendorOwned: false,
  });
});

test("takes the vendor from sdk.yaml", async () => {
  const { texts } = await readTinyInput({ "spec/sdk.yaml": swap("vendor: tiny", "vendor: acme") });
  const spec = loadSpec(texts);

  expect(spec.findings).toEqual([]);
  expect(spec.files.frameworks.fallback_conversation_id).toBe("acme:framework:{framework}:{run_id}");
});

test("reports undeclared vocabulary with line, path and the nearest word", async () => {
  const { findings } = await checkTiny({ "spec/spans.yaml": swap("when: non_blank", "when: not_blank") });

  expect(findings).toEqual([
    {
      file: "spec/spans.yaml",
      line: 14,
      column: 66,
      path: "spans[0].attributes[2].when",
      rule: "schema",
      message: '"not_blank" is not in the vocabulary',
      fix: 'did you mean "non_blank"?',
    },
  ]);
});

test("names unknown and missing keys, wrong types and broken ids", async () => {
  const findings = await lintTiny({
    "spec/metrics.yaml": (text) =>
      swap("value_type: int", "valuetype: int")(swap("boundaries: [0.1, 1, 10]", "boundaries: 0.1")(text)),
    "spec/config.yaml": swap("id: id_max", "id: idMax"),
    "spec/scenarios/core.yaml": swap("kind: classify", "kind: classifies"),
    "spec/frameworks.yaml": swap("present: always,", ""),
    "spec/attributes.yaml": swap("otel: { link: diverges, key: error.type,", "otel: { link: diverge, key: error.type,"),
  });

  expect(findings.filter((finding) => finding.includes("[schema]"))).toEqual([
    'spec/attributes.yaml attributes[9].otel.link [schema] "diverge" is not in the vocabulary; did you mean "diverges"?',
    'spec/config.yaml limits[0].id [schema] "idMax" is not valid; use dotted lower_snake_case, for example gen_ai.request.model',
    'spec/frameworks.yaml metadata_keys[0].present [schema] "present" is missing; add it; use one of always, when_known',
    "spec/metrics.yaml buckets[0].boundaries [schema] 0.1 has the wrong type; write array",
    'spec/metrics.yaml metrics[1].value_type [schema] "value_type" is missing; add it; use one of int, double',
    'spec/metrics.yaml metrics[1].valuetype [schema] unknown key "valuetype"; did you mean "value_type"?',
    'spec/scenarios/core.yaml scenarios[7].kind [schema] "classifies" is not in the vocabulary; did you mean "classify"?',
  ]);
});

test("reports problems of every stage in one run, without findings that only follow from another", async () => {
  const findings = await lintTiny({
    // The refused attribute is still known: spans that use it are not reported.
    "spec/attributes.yaml": swap("[0.7]\n    on: [span]", "[0.7]\n    on: [spam]"),
    "spec/spans.yaml": swap("field:max_tokens", "field:max_token"),
    "spec/capture.yaml": swap("is_default: true, ", ""),
    "spec/frameworks.yaml": append("fallback_conversation_id: twice"),
  });

  expect(findings).toEqual([
    'spec/attributes.yaml attributes[3].on[0] [schema] "spam" is not in the vocabulary; did you mean "span"?',
    "spec/capture.yaml modes [capture-modes] one mode must be the default, found none; set `is_default: true` on one mode",
    "spec/frameworks.yaml  [duplicate-key] the key is already in this map; keep one of the two entries",
    'spec/spans.yaml spans[0].attributes[3].source [bad-path] Generation has no field "max_token"; did you mean "max_tokens"?',
  ]);
});

test("points at the right line below a refused entry", async () => {
  const { findings } = await checkTiny({
    "spec/capture.yaml": (text) =>
      swap(
        "strictness: 0, ",
        "strictness: high, ",
      )(text).replace("id: part.text, field: MessagePart.text", "id: part.text, field: MessagePart.txt"),
  });

  expect(
    findings.filter((finding) => finding.rule === "dangling-reference").map(({ line, path }) => ({ line, path })),
  ).toEqual([{ line: 41, path: "fields[3].field" }]);
});

test("reports every file that is missing", async () => {
  const { texts } = await readTinyInput();
  const { "spec/parity.yaml": _, ...rest } = texts;

  expect(loadSpec(rest).findings).toEqual([
    {
      file: "spec/parity.yaml",
      line: 1,
      column: 1,
      path: "",
      rule: "missing-file",
      message: "the file does not exist",
      fix: "create it",
    },
  ]);
});
