// SPDX-License-Identifier: Apache-2.0
// Bundles a hello world and every entry as an application would (minified, peers left out), prints their gzip sizes, and fails
// when a budget is exceeded. The package loads in stages: what records comes with the import, what sends comes with the first
// record, and gRPC and ratings come when they are used. The first figure is the first stage on its own, minified by Terser, the
// minifier of webpack, which gives about what SWC does; esbuild's is 2 % larger, and is shown below. The stages are what a bundler
// that splits code loads for them, with the imports and exports of its chunks.
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { CheckError, listEntries, ROOT, readManifest, requireBuild, runMain } from "./checks/tools.mjs";

const KIB = 1024;
/**
 * Gzip bytes of the smallest application. The first is a promise to users, the others are bounds against growth; `stage` has the
 * modules of the dynamic imports that the stage takes.
 */
const BUDGETS = [
  { name: "hello world", budget: 20 * KIB, minifier: "terser" },
  { name: "  minified by esbuild", budget: 21 * KIB },
  { name: "  in chunks: at import", budget: 23 * KIB, stage: [] },
  {
    name: "  in chunks: with its first record, over HTTP",
    budget: 38 * KIB,
    stage: ["src/export/open-sender.js", "src/export/open-http-exporter.js", "generated/ts/encode-json.js"],
  },
  {
    name: "  in chunks: with its first record, over gRPC",
    budget: 41 * KIB,
    stage: ["src/export/open-sender.js", "src/export/open-grpc-exporter.js", "generated/ts/encode-binary.js"],
  },
  { name: "  in chunks: with its first rating", budget: 30 * KIB, stage: ["src/ratings/submit-rating.js"] },
  { name: "  in chunks: with everything", budget: 44 * KIB, stage: ["*"] },
];

/** Shared by all bundles; the development `paths` of tsconfig.json would put sources in place of what is built. */
const OPTIONS = /** @type {const} */ ({
  minify: true,
  write: false,
  format: "esm",
  target: "es2023",
  tsconfigRaw: {},
  absWorkingDir: ROOT,
});

/** What is imported on demand belongs to a later stage. @type {import("esbuild").Plugin} */
const stopAtDynamicImports = {
  name: "stop at dynamic imports",
  setup: ({ onResolve }) => {
    onResolve({ filter: /./ }, ({ kind, path }) => (kind === "dynamic-import" ? { path, external: true } : undefined));
  },
};

await runMain(async () => {
  requireBuild();
  const entries = listEntries();
  const root = entries.find((entry) => entry.subpath === ".")?.file ?? "";
  const script = `import { SigilClient } from ${JSON.stringify(root)}; globalThis.client = new SigilClient();`;
  const first = await bundleScript(script, { plugins: [stopAtDynamicImports] });
  const readable = await bundleScript(script, { plugins: [stopAtDynamicImports], minify: false });
  const terser = countGzipBytes([await minifyByTerser(readable.filesWith([]))]);
  const chunks = await bundleScript(script);
  const sizes = BUDGETS.map(({ stage, minifier, ...row }) => {
    if (minifier === "terser") return { ...row, bytes: terser };
    return { ...row, bytes: countGzipBytes(stage === undefined ? first.filesWith([]) : chunks.filesWith(stage)) };
  });
  for (const { name, budget, bytes } of sizes) printSize(bytes, `${name} (budget ${formatKib(budget).trim()})`);
  await printModules(first.modules);
  for (const { subpath, file } of entries) {
    const all = `import * as entry from ${JSON.stringify(file)}; globalThis.entry = entry;`;
    printSize(
      countGzipBytes((await bundleScript(all)).filesWith([])),
      `sigil-sdk${subpath.slice(1)}, everything it exports`,
    );
  }
  const over = sizes.filter(({ budget, bytes }) => bytes > budget);
  if (over.length > 0)
    throw new CheckError(
      over.map(({ name, bytes }) => `${name.trim()}: ${bytes} bytes are over the budget`).join("\n"),
    );
});

/** @param {readonly { readonly contents: Uint8Array }[]} files */
async function minifyByTerser(files) {
  const { code = "" } = await minify(files.map(({ contents }) => Buffer.from(contents).toString()).join("\n"), {
    module: true,
  });
  return { contents: Buffer.from(code) };
}

/**
 * @param {string} contents
 * @param {import("esbuild").BuildOptions} options
 */
async function bundleScript(contents, { plugins = [], ...options } = {}) {
  const result = await build({
    ...OPTIONS,
    ...options,
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    plugins,
    splitting: true,
    outdir: "out",
    metafile: true,
    platform: "node",
    logLevel: "warning",
    external: Object.keys(readManifest().peerDependencies).flatMap((name) => [name, `${name}/*`]),
  });
  const chunks = Object.entries(result.metafile.outputs).map(([path, output]) => ({ path, ...output }));
  const text = new Map((result.outputFiles ?? []).map((file) => [relative(ROOT, file.path), file]));
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
    filesWith: (dynamic) => reached(dynamic).flatMap((path) => text.get(path) ?? []),
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
