// SPDX-License-Identifier: Apache-2.0
// Proof that there is one spec: a name changed there changes everywhere, and something added there arrives everywhere.
import { beforeAll, describe, expect, it } from "vitest";
import { checkSpec, type SpecInput } from "./check-spec.js";
import { generate } from "./generate.js";
import { buildImageFromTexts } from "./load/build-image.js";
import { readSpecInput } from "./load-model.js";
import type { EmittedFile } from "./model.js";
import { append, swap } from "./testing/edits.js";

const PROTO = "proto/sigil/v1/generation_ingest.proto";
let original: SpecInput;

beforeAll(async () => {
  original = await readSpecInput();
});

function edited(edits: Readonly<Record<string, (text: string) => string>>): Record<string, string> {
  const changed = Object.entries(edits).map(([path, edit]) => [path, edit(original.texts[path] ?? "")] as const);
  return { ...original.texts, ...Object.fromEntries(changed) };
}

async function compiled(texts: Record<string, string>): Promise<SpecInput> {
  const protos = Object.fromEntries(Object.entries(texts).filter(([path]) => path.endsWith(".proto")));
  const { bytes, findings } = await buildImageFromTexts(protos);
  if (bytes === undefined) throw new Error(findings.map((finding) => finding.message).join("\n"));
  return { texts, image: bytes };
}

/** Keys with a vendor prefix; the proto package and the Java package of the tables are no keys. */
function keysOf(files: readonly EmittedFile[], vendor: string): string[] {
  const keys = new RegExp(`(?<![\\w/-])${vendor}\\.(?!v1\\b|spec\\b)[a-z][a-z0-9_.]*`, "g");
  return files.flatMap((file) =>
    (file.text.match(keys) ?? []).map((key) => `${file.path}: ${key.slice(vendor.length)}`),
  );
}

describe("another vendor prefix", () => {
  it("replaces the prefix of every emitted key, and nothing else", () => {
    const texts = edited({ "spec/sdk.yaml": swap("vendor: sigil", "vendor: acme") });
    const { model, findings } = checkSpec({ texts, image: original.image });
    expect(findings).toEqual([]);
    const acme = generate(model);
    const sigil = generate(checkSpec(original).model);
    expect(keysOf(sigil, "sigil").length).toBeGreaterThan(500);
    expect(keysOf(acme, "sigil")).toEqual([]);
    expect(keysOf(acme, "acme")).toEqual(keysOf(sigil, "sigil"));
    expect(acme.map((file) => file.path)).toEqual(sigil.map((file) => file.path));
  });
});

const PROTO_EDIT = {
  [PROTO]: swap(
    "  repeated string parent_generation_ids = 29;",
    "  repeated string parent_generation_ids = 29;\n\n  // Words that the model was told to avoid.\n  string avoided_words = 2047;",
  ),
};

const SPEC_EDITS = {
  ...PROTO_EDIT,
  "spec/models.yaml": swap(
    "      - system_prompt\n      - tools\n",
    "      - system_prompt\n      - avoided_words\n      - tools\n",
  ),
  "spec/attributes.yaml": append(`
  - id: vendor.avoided_words
    key: "{vendor}.avoided_words"
    type: string
    on: [span]
    cardinality: high
    stability: development
    brief: Words that the model was told to avoid.
    examples: [lorem]
    otel: { link: none }
    contract: decisions.spec.generated`),
  "spec/capture.yaml": (text: string) =>
    swap(
      "\nspan_content:\n",
      `
span_content:
  - { id: span_content.avoided_words, attribute: vendor.avoided_words, spans: [generation], class: content.conversation_title }
`,
    )(
      swap(
        "\nfields:\n",
        `
fields:
  - { id: capture.generation.avoided_words, field: Generation.avoided_words, class: content.conversation_title, on_strip: empty }
`,
      )(text),
    ),
  "spec/spans.yaml": swap(
    "      - { ref: gen_ai.response.id, source: field:response_id, when: non_empty, phase: end }\n",
    `      - { ref: gen_ai.response.id, source: field:response_id, when: non_empty, phase: end }
      - { ref: vendor.avoided_words, source: field:avoided_words, when: non_empty, phase: end }
`,
  ),
  "spec/metrics.yaml": swap(
    "\nmetrics:\n",
    `
metrics:
  - id: avoided_words_used
    name: "{vendor}.avoided_words.used"
    brief: How often a word was used that was to be avoided.
    group: operation
    instrument: histogram
    unit: "{word}"
    value_type: int
    stability: development
    examples: [1]
    otel: { link: none }
    recorded_for:
      - recording: generation
        when: always
        value: computed:tool_call_count
        attributes:
          - { ref: gen_ai.agent.name, source: field:agent_name }
`,
  ),
  "spec/scenarios/added.yaml": () => `
suite: added
brief: The new field in both modes.
scenarios:
  - id: added.avoided-words
    kind: strip
    mode: metadata_only
    error_category: sdk_error
    brief: The words are emptied.
    vector_only: The field is made up.
    rules: [capture.generation.avoided_words, span_content.avoided_words, avoided_words_used]
    record: { avoided_words: lorem }
    expect: { avoided_words: "" }
`,
};

describe("something new", () => {
  it("fails the build while a proto field has no content class, and no caller can set it", async () => {
    const { findings } = checkSpec(await compiled(edited(PROTO_EDIT)));
    expect(findings.map(({ rule, path }) => ({ rule, path }))).toContainEqual({
      rule: "capture-coverage",
      path: "fields",
    });
    expect(findings.map(({ rule }) => rule)).toContain("input-fields");
    expect(findings.map((finding) => finding.message).join("\n")).toContain("Generation.avoided_words");
    expect(findings.every((finding) => finding.fix !== "" && finding.line > 0)).toBe(true);
  });

  it("arrives in every artifact that should carry it", async () => {
    const { model, findings } = checkSpec(await compiled(edited(SPEC_EDITS)));
    expect(findings).toEqual([]);
    const files = new Map(generate(model).map((file) => [file.path, file.text]));
    const carriers = (pattern: RegExp): string[] =>
      [...files].filter(([, text]) => pattern.test(text)).map(([path]) => path);

    // The field: model, copy, check, measure, encode, strip, zod, tables, docs.
    expect(carriers(/\bavoidedWords\b/)).toEqual(
      expect.arrayContaining([
        "generated/ts/models.ts",
        "generated/ts/record-shapes.ts",
        "generated/ts/encode-binary.ts",
        "generated/ts/encode-json.ts",
        "generated/ts/strip.ts",
        "generated/ts/content-fields.ts",
        "generated/ts/schemas.ts",
        "generated/ts/generation-span.ts",
      ]),
    );
    expect(files.get("generated/ts/encode-json.ts")).toContain('"avoided_words"');
    // The attribute and the capture rule: constants and tables of every language, the reference, the fixtures.
    for (const pattern of [/sigil\.avoided_words/, /capture\.generation\.avoided_words/]) {
      const found = carriers(pattern);
      for (const target of [
        "generated/fixtures/tables.json",
        "generated/python/",
        "generated/go/",
        "generated/java/",
        "generated/csharp/",
        "docs/reference/",
      ]) {
        expect(
          found.filter((path) => path.startsWith(target)),
          `${pattern} in ${target}`,
        ).not.toEqual([]);
      }
    }
    expect(carriers(/ATTR_SIGIL_AVOIDED_WORDS/)).toEqual(
      expect.arrayContaining(["generated/ts/attributes.ts", "generated/ts/generation-span.ts"]),
    );
    // The metric.
    const metric = carriers(/sigil\.avoided_words\.used/);
    for (const target of [
      "generated/ts/instruments.ts",
      "generated/fixtures/tables.json",
      "generated/python/",
      "generated/go/",
      "generated/java/",
      "generated/csharp/",
      "docs/reference/metrics.md",
    ]) {
      expect(
        metric.filter((path) => path.startsWith(target)),
        `metric in ${target}`,
      ).not.toEqual([]);
    }
    // The scenario and the wire schema.
    expect(files.get("generated/fixtures/scenarios/added.json")).toContain("added.avoided-words");
    expect(
      carriers(/avoided_words/).filter(
        (path) => path.startsWith("generated/schema/") && !path.startsWith("generated/schema/spec/"),
      ),
    ).not.toEqual([]);
  });
});
