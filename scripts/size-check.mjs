// SPDX-License-Identifier: Apache-2.0
// Bundles a hello world and every entry as an application would (minified, peers left out, code splitting on), prints their
// gzip sizes, and fails when a budget is exceeded. The package loads in stages: what records comes with the import, what
// sends comes with the first record, and gRPC and ratings come when they are used.
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { CheckError, listEntries, ROOT, readManifest, requireBuild, runMain } from "./checks/tools.mjs";

const KIB = 1024;
/** Gzip bytes of a stage of the smallest application, with everything that it imports; bounds against growth. */
const BUDGETS = {
  "hello world, at import": 20 * KIB,
  "  and with its first record, over HTTP": 30 * KIB,
  "  or over gRPC": 32 * KIB,
  "  and with its first rating": 34 * KIB,
};

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
  const stages = [
    [],
    ["src/export/open-sender.js", "src/export/open-http-exporter.js", "generated/ts/encode-json.js"],
    ["src/export/open-sender.js", "src/export/open-grpc-exporter.js", "generated/ts/encode-binary.js"],
    ["src/ratings/submit-rating.js"],
  ];
  const sizes = Object.keys(BUDGETS).map((name, index) => ({ name, bytes: helloWorld.sizeWith(stages[index] ?? []) }));
  for (const { name, bytes } of sizes)
    printSize(bytes, `${name} (budget ${formatKib(BUDGETS[/** @type {keyof BUDGETS} */ (name)]).trim()})`);
  printSize(helloWorld.sizeWith(["*"]), "  everything");
  await printModules(helloWorld.modules);
  for (const { subpath, file } of entries) {
    const all = `import * as entry from ${JSON.stringify(file)}; globalThis.entry = entry;`;
    printSize((await bundleScript(all)).sizeWith([]), `sigil-sdk${subpath.slice(1)}, everything it exports`);
  }
  const over = sizes.filter(({ name, bytes }) => bytes > BUDGETS[/** @type {keyof BUDGETS} */ (name)]);
  if (over.length > 0)
    throw new CheckError(
      over.map(({ name, bytes }) => `${name.trim()}: ${bytes} bytes are over the budget`).join("\n"),
    );
});

/** @param {string} contents */
async function bundleScript(contents) {
  const result = await build({
    ...OPTIONS,
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    splitting: true,
    outdir: "out",
    metafile: true,
    platform: "node",
    logLevel: "warning",
    external: Object.keys(readManifest().peerDependencies).flatMap((name) => [name, `${name}/*`]),
  });
  const chunks = Object.entries(result.metafile.outputs).map(([path, output]) => ({ path, ...output }));
  const text = new Map(result.outputFiles.map((file) => [relative(ROOT, file.path), file]));
  /**
   * Chunks that are loaded together with these modules of dynamic imports; `*` for all.
   *
   * @param {readonly string[]} dynamic
   */
  const reached = (dynamic) => {
    const paths = new Set();
    const visit = (/** @type {string} */ path) => {
      if (paths.has(path) || !text.has(path)) return;
      paths.add(path);
      const { imports = [] } = result.metafile.outputs[path] ?? {};
      for (const next of imports) if (next.kind === "import-statement") visit(next.path);
    };
    for (const { path, entryPoint } of chunks)
      if (entryPoint === "<stdin>" || dynamic.some((name) => name === "*" || entryPoint?.endsWith(name))) visit(path);
    return [...paths];
  };
  return {
    /** @param {readonly string[]} dynamic */
    sizeWith: (dynamic) => countGzipBytes(reached(dynamic).flatMap((path) => text.get(path) ?? [])),
    modules: reached([]).flatMap((path) =>
      Object.entries(result.metafile.outputs[path]?.inputs ?? {})
        .filter(([name, { bytesInOutput }]) => name !== "<stdin>" && bytesInOutput > 0)
        .map(([name]) => name),
    ),
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
