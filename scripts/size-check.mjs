// SPDX-License-Identifier: Apache-2.0
// Bundles a hello world and every entry as an application would (minified, peers left out), prints their gzip sizes,
// those of the hello world's modules too, and fails when a bundle is over its budget.
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { CheckError, listEntries, ROOT, readManifest, requireBuild, runMain } from "./checks/tools.mjs";

/** Gzip bytes of what the smallest application pays; a bound against growth. The goal is 20 KiB. */
const HELLO_WORLD_BUDGET = 40 * 1024;

/** Shared by all bundles; the development `paths` of tsconfig.json would put sources in place of what is built. */
const OPTIONS = /** @type {const} */ ({
  minify: true,
  write: false,
  format: "esm",
  target: "es2023",
  tsconfigRaw: {},
  absWorkingDir: ROOT,
});

await runMain(async () => {
  requireBuild();
  const entries = listEntries();
  const root = entries.find((entry) => entry.subpath === ".")?.file ?? "";
  const helloWorld = await bundleScript(
    `import { SigilClient } from ${JSON.stringify(root)}; globalThis.client = new SigilClient();`,
  );
  printSize(helloWorld.bytes, `hello world (budget ${formatKib(HELLO_WORLD_BUDGET).trim()})`);
  await printModules(helloWorld.modules);
  for (const { subpath, file } of entries) {
    const all = `import * as entry from ${JSON.stringify(file)}; globalThis.entry = entry;`;
    printSize((await bundleScript(all)).bytes, `sigil-sdk${subpath.slice(1)}, everything`);
  }
  if (helloWorld.bytes > HELLO_WORLD_BUDGET) {
    throw new CheckError(`hello world is over its budget: ${helloWorld.bytes} of ${HELLO_WORLD_BUDGET} bytes`);
  }
});

/** @param {string} contents */
async function bundleScript(contents) {
  const result = await build({
    ...OPTIONS,
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    metafile: true,
    platform: "node",
    logLevel: "warning",
    external: Object.keys(readManifest().peerDependencies).flatMap((name) => [name, `${name}/*`]),
  });
  const inputs = Object.entries(Object.values(result.metafile.outputs)[0]?.inputs ?? {});
  return {
    bytes: countGzipBytes(result.outputFiles),
    modules: inputs
      .filter(([path, { bytesInOutput }]) => path !== "<stdin>" && bytesInOutput > 0)
      .map(([path]) => path),
  };
}

/**
 * The handwritten and the generated part, then one line per module. The sizes add up to more than the bundle's,
 * which shares one dictionary and leaves out what is not used.
 *
 * @param {readonly string[]} paths
 */
async function printModules(paths) {
  const modules = await Promise.all(
    paths.map(async (path) => {
      const { outputFiles } = await build({ ...OPTIONS, entryPoints: [path] });
      return { path: relative("dist", path), outputFiles, bytes: countGzipBytes(outputFiles) };
    }),
  );
  modules.sort((a, b) => b.bytes - a.bytes || a.path.localeCompare(b.path));
  for (const part of ["src", "generated"]) {
    const inPart = modules.filter(({ path }) => path.startsWith(`${part}/`));
    printSize(countGzipBytes(inPart.flatMap(({ outputFiles }) => outputFiles)), `  ${part}/ together`);
    for (const { path, bytes } of inPart) printSize(bytes, `    ${path}`);
  }
}

/** @param {readonly { readonly contents: Uint8Array }[]} files */
function countGzipBytes(files) {
  return gzipSync(Buffer.concat(files.map(({ contents }) => contents)), { level: 9 }).length;
}

/**
 * @param {number} bytes
 * @param {string} name
 */
function printSize(bytes, name) {
  console.log(`${formatKib(bytes)}  ${name}`);
}

/** @param {number} bytes */
function formatKib(bytes) {
  return `${(bytes / 1024).toFixed(2)} KiB`.padStart(10);
}
