// SPDX-License-Identifier: Apache-2.0
// The TypeScript driver with one fault in the SDK: `node mutant-driver.mjs <name>`. The file is changed as it is loaded; what
// is on the disk stays as it is, so that several mutants run at the same time.
import { readFileSync } from "node:fs";
import { enableCompileCache, registerHooks } from "node:module";
import { parse } from "yaml";

// Most of what a mutant needs is to start.
enableCompileCache();

const BUILT = new URL("../../dist/", import.meta.url);

/** @typedef {{ name: string, file: string, find: string, replace: string }} Mutant */

/** @type {{ mutants: readonly Mutant[] }} */
const { mutants } = parse(readFileSync(new URL("mutants.yaml", import.meta.url), "utf8"));
const mutant = mutants.find(({ name }) => name === process.argv[2]);
if (mutant === undefined) throw new Error(`there is no mutant ${process.argv[2]}`);

const { href } = new URL(mutant.file, BUILT);
let isLoaded = false;
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== href) return loaded;
    isLoaded = true;
    const source = readFileSync(new URL(url), "utf8").replace(mutant.find, () => mutant.replace);
    return { ...loaded, format: "module", source };
  },
});
process.on("exit", () => {
  if (isLoaded) return;
  console.error(`${mutant.file} was never loaded`);
  process.exitCode = 1;
});
await import("../drivers/typescript/main.mjs");
