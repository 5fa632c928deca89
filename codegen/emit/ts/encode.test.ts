// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { checkTiny, loadTinyModel } from "../../testing/load-tiny.js";
import { tsEncodeBinaryEmitter } from "./encode-binary.js";
import { tsEncodeJsonEmitter } from "./encode-json.js";
import { tsRecordShapesEmitter } from "./record-shapes.js";
import { tsWireEnumsEmitter } from "./wire-enums.js";

const PROTO = "proto/tiny/v1/generation_ingest.proto";
const MODELS = "spec/models.yaml";

const emitters = [tsWireEnumsEmitter, tsEncodeBinaryEmitter, tsEncodeJsonEmitter];

/** The table and the lines of both encoders that mention a field of the changed tiny spec. */
async function linesAbout(field: string, edits: Parameters<typeof loadTinyModel>[0]): Promise<readonly string[]> {
  const model = await loadTinyModel(edits);
  return [tsRecordShapesEmitter, tsEncodeBinaryEmitter, tsEncodeJsonEmitter].map((emitter) => {
    const lines = emitter.emit(model)[0]?.text.split("\n") ?? [];
    return lines
      .filter((line) => line.includes(`value.${field}`) || line.startsWith(`  ["${field}"`))
      .slice(0, 1)
      .join("\n")
      .trim();
  });
}

describe("the encoders of the tiny spec", () => {
  it.each(emitters.map((emitter) => [emitter.id, emitter] as const))("%s", async (id, emitter) => {
    const [file, ...others] = emitter.emit(await loadTinyModel());
    expect(others).toEqual([]);
    // Without the header, whose digests change with every comment in the tiny spec.
    const body = file?.text.slice(file.text.indexOf("\n\n") + 2);
    await expect(body).toMatchFileSnapshot(`__snapshots__/${id.replace("/", "-")}.txt`);
  });

  it("write a message that the model wants always", async () => {
    const always = {
      [MODELS]: (text: string) =>
        text.replace("- { proto: max_tokens,", "- { proto: usage, always: true }\n      - { proto: max_tokens,"),
    };
    expect(await linesAbout("usage", always)).toEqual([
      '["usage", NESTED | ALWAYS, 7, TOKEN_USAGE_SHAPE],',
      "out.messageOrEmpty(7, value.usage, writeTokenUsage);",
      'json.messageOrEmpty("usage", value.usage, writeTokenUsage);',
    ]);
  });

  it("take any field number", async () => {
    const far = { [PROTO]: (text: string) => text.replace("call_error = 13;", "call_error = 2048;") };
    expect(await linesAbout("callError", far)).toEqual([
      '["callError", TEXT, 2048],',
      "if (value.callError) out.text(2048, value.callError);",
      'if (value.callError) json.text("call_error", value.callError);',
    ]);
  });

  it("write a double that is not the positive zero", async () => {
    const implicit = { [PROTO]: (text: string) => text.replace("optional double temperature", "double temperature") };
    const condition = "if (value.temperature !== undefined && !Object.is(value.temperature, 0))";
    expect(await linesAbout("temperature", implicit)).toEqual([
      '["temperature", DOUBLE, 15],',
      `${condition} out.double(15, value.temperature);`,
      `${condition} json.double("temperature", value.temperature);`,
    ]);
  });

  it("refuse lists of numbers, which protobuf packs", async () => {
    const repeated = { [PROTO]: (text: string) => text.replace("int64 input_tokens", "repeated int64 input_tokens") };
    const { model } = await checkTiny(repeated);
    for (const emitter of [tsRecordShapesEmitter, tsEncodeBinaryEmitter, tsEncodeJsonEmitter]) {
      expect(() => emitter.emit(model)).toThrow("TokenUsage.input_tokens: the encoders know no repeated int64");
    }
  });
});
