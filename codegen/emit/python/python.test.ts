// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildTables } from "../../tables.js";
import { loadTinyModel } from "../../testing/load-tiny.js";
import {
  emitAll,
  findVendorKeys,
  goldenText,
  hasPrograms,
  loadHostileModel,
  loadVendorModel,
  run,
  writeTarget,
} from "../../testing/target-harness.js";
import { pythonEmitters } from "./emitters.js";

const isReady = hasPrograms("python", [{ command: "python3", version: { args: ["--version"], atLeast: "3.9" } }]);

const checkSyntax = `
import ast, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    ast.parse(path.read_text("utf-8"), str(path), feature_version=(3, 9))
`;

test.skipIf(!isReady).each(["sigil", "acme"])("prints the tables of vendor %s", async (vendor) => {
  const model = vendor === "sigil" ? await loadVendorModel() : await loadHostileModel(vendor);
  const root = await writeTarget(emitAll(pythonEmitters, model));
  const cwd = join(root, "generated/python");
  await run("python3", ["-c", checkSyntax, cwd], { cwd });

  const dump: unknown = JSON.parse(await run("python3", ["-W", "error", "-m", "sigil_spec"], { cwd }));

  expect(dump).toEqual(buildTables(model));
  if (vendor !== "sigil") expect(findVendorKeys(dump, "sigil")).toEqual([]);
});

test.each(pythonEmitters)("writes the tiny spec as $id", async (emitter) => {
  const text = goldenText(emitter, await loadTinyModel());
  await expect(text).toMatchFileSnapshot(`__snapshots__/${emitter.id}.txt`);
});
