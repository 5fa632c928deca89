// SPDX-License-Identifier: Apache-2.0
import { tmpdir } from "node:os";
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
import { goEmitters } from "./emitters.js";

const isReady = hasPrograms("go", [
  { command: "go", version: { args: ["version"], atLeast: "1.21" } },
  { command: "gofmt" },
]);

/** One cache for all runs: compiling the standard library takes ten times as long as the rest. */
const env = {
  GOCACHE: join(tmpdir(), "sigil-spec-go-cache"),
  GOFLAGS: "-mod=mod",
  GOPROXY: "off",
  GOTOOLCHAIN: "local",
  GOWORK: "off",
};

const main = {
  path: "generated/go/cmd/dump/main.go",
  text: `package main

import (
	"os"

	"sigilspec"
)

func main() {
	text, err := sigilspec.JSON()
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(text)
}
`,
};

test.skipIf(!isReady).each(["sigil", "acme"])(
  "prints the tables of vendor %s",
  async (vendor) => {
    const model = vendor === "sigil" ? await loadVendorModel() : await loadHostileModel(vendor);
    const root = await writeTarget([...emitAll(goEmitters, model), main]);
    const cwd = join(root, "generated/go");

    const dump: unknown = JSON.parse(await run("go", ["run", "./cmd/dump"], { cwd, env }));

    expect(dump).toEqual(buildTables(model));
    if (vendor !== "sigil") expect(findVendorKeys(dump, "sigil")).toEqual([]);
  },
  120_000,
);

test.skipIf(!isReady)(
  "writes what gofmt and go vet accept",
  async () => {
    const root = await writeTarget(emitAll(goEmitters, await loadVendorModel()));
    const cwd = join(root, "generated/go");

    expect(await run("gofmt", ["-l", "-s", "."], { cwd, env })).toBe("");
    expect(await run("go", ["vet", "./..."], { cwd, env })).toBe("");
  },
  120_000,
);

test.each(goEmitters)("writes the tiny spec as $id", async (emitter) => {
  const text = goldenText(emitter, await loadTinyModel());
  await expect(text).toMatchFileSnapshot(`__snapshots__/${emitter.id}.txt`);
});
