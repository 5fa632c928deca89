// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Emitter } from "../../model.js";
import { checkTiny, loadTinyModel, type TinyEdits } from "../../testing/load-tiny.js";
import { tsAttributesEmitter } from "./attributes.js";
import { tsAuthEmitter } from "./auth.js";
import { tsConnectionEmitter } from "./connection.js";
import { tsErrorsEmitter } from "./errors.js";
import { tsExportResultsEmitter } from "./export-results.js";
import { tsOptionsEmitter } from "./options.js";
import { tsProvidersEmitter } from "./providers.js";

const CONFIG = "spec/config.yaml";
const ERRORS = "spec/errors.yaml";
const ATTRIBUTES = "spec/attributes.yaml";
const PROTO = "proto/tiny/v1/generation_ingest.proto";

const emitters = [
  tsAttributesEmitter,
  tsAuthEmitter,
  tsConnectionEmitter,
  tsErrorsEmitter,
  tsExportResultsEmitter,
  tsOptionsEmitter,
  tsProvidersEmitter,
];

describe("the runtime's tables of the tiny spec", () => {
  it.each(emitters.map((emitter) => [emitter.id, emitter] as const))("%s", async (id, emitter) => {
    const files = emitter.emit(await loadTinyModel());
    // Without the headers, whose digests change with every comment in the tiny spec.
    const bodies = files.map((file) => `// ${file.path}\n${file.text.slice(file.text.indexOf("\n\n") + 1)}`);
    await expect(bodies.join("\n")).toMatchFileSnapshot(`__snapshots__/${id.replace("/", "-")}.txt`);
  });

  it.each(emitters.map((emitter) => [emitter.id, emitter] as const))("%s is the same again", async (_, emitter) => {
    const model = await loadTinyModel();
    expect(emitter.emit(model)).toEqual(emitter.emit(model));
  });
});

/** Everything that an emitter writes about the tiny spec after edits. */
async function textOf(emitter: Emitter, edits: TinyEdits): Promise<string> {
  // Some edits leave the spec incomplete on purpose; only the emitter is looked at.
  const { model } = await checkTiny(edits);
  return emitter
    .emit(model)
    .map((file) => file.text)
    .join("\n");
}

/** Lines with one of the words, trimmed. */
function linesWith(text: string, ...words: readonly string[]): string[] {
  const lines = text.split("\n").filter((line) => words.some((word) => line.includes(word)));
  return lines.map((line) => line.trim());
}

const option = (fields: string): TinyEdits => ({
  [CONFIG]: (text) =>
    text.replace("limits:\n", `  - { ${fields}, brief: B., rationale: R., examples: [x] }\nlimits:\n`),
});

describe("options", () => {
  it("have the type, the range and the default of the spec", async () => {
    const text = await textOf(
      tsOptionsEmitter,
      option("id: generation_export.max_size, type: int, default: 5, unit: bytes, min: 1, max: 9"),
    );
    expect(linesWith(text, "maxSize", "max_size", "at most")).toEqual([
      "* Default: `5` bytes. Range: at least 1, at most 9.",
      "maxSize?: number | undefined;",
      "readonly maxSize: number;",
      'maxSize: ["int", 5, 1, 9],',
    ]);
  });

  it("without a default may be undefined when they are resolved", async () => {
    const text = await textOf(tsOptionsEmitter, option("id: agent_name, type: string"));
    expect(linesWith(text, "agentName")).toEqual([
      "agentName?: string | undefined;",
      "readonly agentName: string | undefined;",
      'agentName: ["string"],',
    ]);
  });

  it("of a type of the runtime import it, and functions stand in brackets", async () => {
    const text = await textOf(tsOptionsEmitter, option('id: on_drop, type: function, ts_type: "() => DropListener"'));
    expect(linesWith(text, "DropListener", "onDrop")).toEqual([
      'import type { DropListener } from "../../src/config/option-types.js";',
      "onDrop?: (() => DropListener) | undefined;",
      "readonly onDrop: (() => DropListener) | undefined;",
      'onDrop: ["function"],',
    ]);
  });

  it("that are only planned are not there", async () => {
    const text = await textOf(tsOptionsEmitter, option("id: agent_name, type: string, status: planned"));
    expect(linesWith(text, "agentName")).toEqual([]);
  });

  it("whose default depends on the protocol say so", async () => {
    const text = await textOf(
      tsOptionsEmitter,
      option("id: generation_export.endpoint, type: string, default: a, default_for: { none: b }"),
    );
    expect(linesWith(text, "PROTOCOL_DEFAULTS")).toEqual([
      'export const PROTOCOL_DEFAULTS = { endpoint: { none: "b" } } as const;',
    ]);
  });
});

describe("answers", () => {
  it("keep the order of the spec, in which the first that fits wins", async () => {
    const text = await textOf(tsErrorsEmitter, {
      [ERRORS]: (spec) =>
        spec.replace(
          "grpc_answers:\n",
          "grpc_answers:\n  - { id: grpc.size, status: UNAVAILABLE, number: 14, condition: size_text, text: [too large], class: permanent, brief: B., examples: [14] }\n",
        ),
    });
    expect(linesWith(text, "status: 14", "readonly condition")).toEqual([
      'readonly condition: "always" | "size_text";',
      '{ status: 14, name: "UNAVAILABLE", condition: "size_text", text: ["too large"], class: "permanent", hint: "none" },',
      '{ status: 14, name: "UNAVAILABLE", condition: "always", class: "retry", hint: "none" },',
    ]);
  });

  it("give up a class for the reason of the spec, and a delivered one for none", async () => {
    const text = await textOf(tsErrorsEmitter, {});
    const start = text.indexOf("export const CLASS_DROP_REASONS");
    expect(linesWith(text.slice(start, text.indexOf("};", start)), ': "')).toEqual([
      'retry: "retries_exhausted",',
      'permanent: "rejected",',
    ]);
  });

  it("sort the steps of the classification by their order", async () => {
    const text = await textOf(tsErrorsEmitter, {
      [ERRORS]: (spec) => spec.replace("order: 1, by: status", "order: 3, by: status"),
    });
    expect(linesWith(text, '["otherwise"', '["status"')).toEqual([
      '["otherwise", "sdk_error"],',
      '["status", "rate_limit", [429]],',
    ]);
  });
});

describe("results of an export", () => {
  it("hold strings and bools only", async () => {
    const edits = { [PROTO]: (text: string) => text.replace("bool accepted = 2;", "int64 accepted = 2;") };
    const { model } = await checkTiny(edits);
    expect(() => tsExportResultsEmitter.emit(model)).toThrow("accepted: results hold strings and bools only");
  });

  it("read a field by its number and by both of its JSON names", async () => {
    const text = await textOf(tsExportResultsEmitter, {
      [PROTO]: (proto) => proto.replace("string error = 3;", "string error = 3;\n  string tenant_name = 2047;"),
    });
    expect(linesWith(text, "tenantName", "tenant_name", "case 2047")).toEqual([
      "tenantName: string;",
      'const result: ExportGenerationResult = { generationId: "", accepted: false, error: "", tenantName: "" };',
      "case 2047:",
      "result.tenantName = item.string();",
      'const tenantName = item["tenant_name"] ?? item["tenantName"] ?? "";',
      'if (typeof tenantName !== "string") return undefined;',
      "results.push({ generationId, accepted, error, tenantName });",
    ]);
  });
});

describe("constants of attributes", () => {
  const member = (edit: (text: string) => string): TinyEdits => ({ [ATTRIBUTES]: edit });

  it("allow other values in an open set and none in a closed one", async () => {
    const text = await textOf(tsAttributesEmitter, {});
    expect(linesWith(text, "export type GenAiOperationNameValue", "export type GenAiTokenTypeValue")).toEqual([
      'export type GenAiOperationNameValue = "generateText" | "execute_tool" | "embeddings" | (string & {});',
      'export type GenAiTokenTypeValue = "input" | "output";',
    ]);
  });

  it("have the key, the text and the examples of the spec", async () => {
    const text = await textOf(
      tsAttributesEmitter,
      member((spec) => spec.replace("Model that was asked for.", "The model.")),
    );
    const at = text.indexOf("export const ATTR_GEN_AI_REQUEST_MODEL");
    expect(text.slice(text.lastIndexOf("/**", at), text.indexOf("\n", at))).toBe(
      '/**\n * The model.\n *\n * String on span, metric. Examples: "gpt-4o-mini".\n */\nexport const ATTR_GEN_AI_REQUEST_MODEL = "gen_ai.request.model" as const;',
    );
  });

  it("need the identity of this SDK", async () => {
    const { model } = await checkTiny({});
    const sdk = { ...model.sdk, identities: model.sdk.identities.filter(({ language }) => language !== "javascript") };
    expect(() => tsAttributesEmitter.emit({ ...model, sdk })).toThrow(
      'spec/sdk.yaml: identities need an entry with language "javascript"',
    );
  });
});

describe("limits, headers and endpoints", () => {
  it("are named by the last part of their id", async () => {
    const text = await textOf(tsConnectionEmitter, {
      [CONFIG]: (spec) =>
        spec.replace(
          "headers:\n",
          "headers:\n  - { id: header.user_agent, name: User-Agent, brief: B., examples: [x] }\n",
        ),
    });
    expect(linesWith(text, "User-Agent", "ID_MAX")).toEqual([
      "export const LIMIT_ID_MAX = 255;",
      'userAgent: "User-Agent",',
    ]);
  });
});
