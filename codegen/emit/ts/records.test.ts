// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { loadTinyModel } from "../../testing/load-tiny.js";
import { tsCaptureEmitter } from "./capture.js";
import { tsContentFieldsEmitter } from "./content-fields.js";
import { tsEnumsEmitter } from "./enums.js";
import { tsModelsEmitter } from "./models.js";
import { tsRecordShapesEmitter } from "./record-shapes.js";
import { tsSchemasEmitter } from "./schemas.js";
import { tsStripEmitter } from "./strip.js";
import { tsUnionFieldsEmitter } from "./union-fields.js";
import { tsValidateEmitter } from "./validate.js";

const emitters = [
  tsCaptureEmitter,
  tsContentFieldsEmitter,
  tsEnumsEmitter,
  tsModelsEmitter,
  tsRecordShapesEmitter,
  tsSchemasEmitter,
  tsStripEmitter,
  tsUnionFieldsEmitter,
  tsValidateEmitter,
];

describe("the files of the tiny spec", () => {
  it.each(emitters.map((emitter) => [emitter.id, emitter] as const))("%s", async (id, emitter) => {
    const files = emitter.emit(await loadTinyModel());
    // Without the headers, whose digests change with every comment in the tiny spec.
    const bodies = files.map((file) => `// ${file.path}\n${file.text.slice(file.text.indexOf("\n\n") + 1)}`);
    await expect(bodies.join("\n")).toMatchFileSnapshot(`__snapshots__/${id.replace("/", "-")}.txt`);
  });

  it.each(emitters.map((emitter) => [emitter.id, emitter] as const))(
    "%s is the same when emitted again",
    async (_, emitter) => {
      const model = await loadTinyModel();
      expect(emitter.emit(model)).toEqual(emitter.emit(model));
    },
  );
});
