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
import { csharpEmitters } from "./emitters.js";

const isReady = hasPrograms("csharp", [{ command: "mcs" }, { command: "mono" }]);

const main = {
  path: "generated/csharp/Dump.cs",
  text: `
public static class Dump
{
    public static void Main()
    {
        var bytes = new System.Text.UTF8Encoding(false).GetBytes(Sigil.Spec.SpecTables.ToJson());
        using (var output = System.Console.OpenStandardOutput())
        {
            output.Write(bytes, 0, bytes.Length);
        }
    }
}
`,
};

test.skipIf(!isReady).each(["sigil", "acme"])("prints the tables of vendor %s", async (vendor) => {
  const model = vendor === "sigil" ? await loadVendorModel() : await loadHostileModel(vendor);
  const files = [...emitAll(csharpEmitters, model), main];
  const cwd = await writeTarget(files);
  await run(
    "mcs",
    ["-langversion:7", "-codepage:utf8", "-warnaserror", "-out:dump.exe", ...files.map((file) => file.path)],
    { cwd },
  );

  const dump: unknown = JSON.parse(await run("mono", ["dump.exe"], { cwd }));

  expect(dump).toEqual(buildTables(model));
  if (vendor !== "sigil") expect(findVendorKeys(dump, "sigil")).toEqual([]);
});

test.each(csharpEmitters)("writes the tiny spec as $id", async (emitter) => {
  const text = goldenText(emitter, await loadTinyModel());
  await expect(text).toMatchFileSnapshot(`__snapshots__/${emitter.id}.txt`);
});
