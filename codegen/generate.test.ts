// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { checkSpec } from "./check-spec.js";
import { generate } from "./generate.js";
import { readSpecInput } from "./load-model.js";
import type { Emitter } from "./model.js";
import { loadTinyModel } from "./testing/load-tiny.js";
import { renameVendor } from "./testing/rename-vendor.js";

const emitter = (path: string, text = "x\n"): Emitter => ({ id: path, target: "ts", emit: () => [{ path, text }] });

test("sorts what the emitters write", async () => {
  const model = await loadTinyModel();

  expect(generate(model, [emitter("generated/ts/b.ts"), emitter("generated/ts/a.ts")])).toEqual([
    { path: "generated/ts/a.ts", text: "x\n" },
    { path: "generated/ts/b.ts", text: "x\n" },
  ]);
});

test.each([
  [
    "outside of its target's folder",
    [emitter("generated/go/a.go")],
    "emitter generated/go/a.go writes generated/go/a.go outside generated/ts",
  ],
  [
    "without a final line end",
    [emitter("generated/ts/a.ts", "x")],
    "emitter generated/ts/a.ts: generated/ts/a.ts needs \\n line ends and a final one",
  ],
  [
    "the same file twice",
    [emitter("generated/ts/a.ts"), emitter("generated/ts/a.ts")],
    "two emitters write generated/ts/a.ts",
  ],
  [
    "for a target that is not listed",
    [{ ...emitter("generated/ts/a.ts"), target: "rust" }],
    'emitter generated/ts/a.ts writes for "rust", which spec/sdk.yaml does not list',
  ],
])("refuses emitters that write %s", async (_, emitters, message) => {
  const model = await loadTinyModel();

  expect(() => generate(model, emitters)).toThrow(message);
});

test("gives the same bytes for the same spec, from the first byte to the last", async () => {
  const input = await readSpecInput();
  const first = generate(checkSpec(input).model);
  const second = generate(checkSpec(input).model);

  expect(second).toEqual(first);
  expect(first.filter(({ text }) => text.includes(process.cwd()))).toEqual([]);
});

test("leaves no telemetry key of the old vendor when the spec's variables change", async () => {
  const input = await readSpecInput();
  const acme = checkSpec(await renameVendor(input, { vendor: "acme", protoPackage: "acme.v2", envPrefix: "ACME_" }));

  expect(acme.findings).toEqual([]);
  expect(acme.model.proto.package).toBe("acme.v2");
  const keys = checkSpec(input)
    .model.attributes.filter((attribute) => attribute.vendorOwned)
    .map((attribute) => attribute.key);
  const leaks = generate(acme.model).flatMap(({ path, text }) =>
    keys.filter((key) => text.includes(key)).map((key) => `${path}: ${key}`),
  );
  expect(leaks).toEqual([]);
});
