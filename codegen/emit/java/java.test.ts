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
import { javaEmitters } from "./emitters.js";

const isReady = hasPrograms("java", [
  { command: "javac", version: { args: ["-version"], atLeast: "17" } },
  { command: "java" },
]);

const main = {
  path: "Dump.java",
  text: `
public class Dump {
  public static void main(String[] args) throws Exception {
    System.out.write(sigil.spec.SpecTables.toJson().getBytes("UTF-8"));
    System.out.flush();
  }
}
`,
};

test.skipIf(!isReady).each(["sigil", "acme"])("prints the tables of vendor %s", async (vendor) => {
  const model = vendor === "sigil" ? await loadVendorModel() : await loadHostileModel(vendor);
  const files = [...emitAll(javaEmitters, model), main];
  const cwd = await writeTarget(files);
  const sources = files.map((file) => file.path);
  // Hostile text must not break the documentation either.
  const checks = vendor === "sigil" ? [] : ["-Xdoclint:all,-missing"];
  const options = ["--release", "17", "-Xlint:all", "-Werror", "-encoding", "UTF-8", "-d", "classes", ...checks];
  await run("javac", [...options, ...sources], { cwd });

  const dump: unknown = JSON.parse(await run("java", ["-cp", "classes", "Dump"], { cwd }));

  expect(dump).toEqual(buildTables(model));
  if (vendor !== "sigil") expect(findVendorKeys(dump, "sigil")).toEqual([]);
});

test.each(javaEmitters)("writes the tiny spec as $id", async (emitter) => {
  const text = goldenText(emitter, await loadTinyModel());
  await expect(text).toMatchFileSnapshot(`__snapshots__/${emitter.id}.txt`);
});
