// SPDX-License-Identifier: Apache-2.0
// Packs the package as it would be published and checks the result; arguments choose some of the steps.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findDeadLinks } from "./checks/markdown-links.mjs";
import { CheckError, listEntries, ROOT, readManifest, requireBuild, runMain, runTool } from "./checks/tools.mjs";

/** @typedef {{ readonly tarball: string, readonly files: readonly string[], readonly folder: string }} Packed */

/** @type {Readonly<Record<string, (packed: Packed) => void>>} */
const STEPS = {
  files: checkFiles,
  links: checkLinks,
  publint: ({ tarball }) => void runTool("publint", ["run", tarball, "--strict"]),
  attw: ({ tarball }) => void runTool("attw", [tarball, "--profile", "esm-only", "--no-emoji"]),
  imports: checkImports,
  types: (packed) => checkTypes(packed, "es2023,esnext.disposable", (entry) => !isProviderEntry(entry)),
  // The packages of providers take the DOM's types for granted.
  "provider-types": (packed) => checkTypes(packed, "es2023,esnext.disposable,dom", isProviderEntry),
};

/** Where the providers' packages are, which the root has not. */
const PROVIDER_PACKAGES = join(ROOT, "provider-tests/newest/node_modules");

await runMain(() => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(STEPS).filter(canRun);
  requireBuild();
  const folder = mkdtempSync(join(tmpdir(), "sigil-sdk-pack-"));
  try {
    const packed = pack(folder);
    for (const name of names) {
      const step = STEPS[name];
      if (step === undefined) throw new CheckError(`no step "${name}"; use ${Object.keys(STEPS).join(", ")}`);
      step(packed);
      console.log(`pack: ${name} ok`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * @param {string} folder
 * @returns {Packed}
 */
function pack(folder) {
  const args = ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", folder];
  // npm 12 answers with an object by package name, older ones with an array.
  const [{ filename, files }] = Object.values(JSON.parse(runTool("npm", args, { capture: true })));
  return {
    tarball: join(folder, filename),
    files: files.map((/** @type {{ path: string }} */ file) => file.path),
    folder,
  };
}

/** @param {Packed} packed */
function checkFiles({ files }) {
  const unexpected = files.filter(
    (path) =>
      !/^(dist\/(src|generated)\/.*\.(js|d\.ts)|docs\/.*\.md|package\.json|README\.md|LICENSE)$/.test(path) ||
      /\.test\./.test(path),
  );
  if (unexpected.length > 0) throw new CheckError(`packed files that nobody needs: ${unexpected.join(", ")}`);
  for (const path of ["LICENSE", "README.md"]) {
    if (!files.includes(path)) throw new CheckError(`${path} is not packed`);
  }
}

/**
 * The pages lead nowhere else: a package has no address to which links out of it could go.
 *
 * @param {Packed} packed
 */
function checkLinks({ files }) {
  const dead = findDeadLinks(files, (file) => readFileSync(join(ROOT, file), "utf8"));
  if (dead.length > 0) throw new CheckError(`links that lead nowhere in the package:\n${dead.join("\n")}`);
}

/**
 * Every entry is importable: the root with its one required peer alone, those of providers without the provider's package, which
 * is nowhere near.
 *
 * @param {Packed} packed
 */
function checkImports(packed) {
  const peers = Object.keys(readManifest().peerDependencies).filter((name) =>
    existsSync(join(ROOT, "node_modules", name)),
  );
  for (const { subpath } of listEntries()) {
    const application = installPacked(packed, subpath === "." ? ["@opentelemetry/api"] : peers);
    const script = `await import(${JSON.stringify(specifierOf(subpath))});`;
    runTool(process.execPath, ["--input-type=module", "--eval", script], { cwd: application });
  }
}

/**
 * A strict application that checks library types compiles against the packed declarations of some entries.
 *
 * @param {Packed} packed
 * @param {string} lib
 * @param {(entry: { subpath: string }) => boolean} isMeant
 */
function checkTypes(packed, lib, isMeant) {
  const application = installPacked(packed, [...Object.keys(readManifest().peerDependencies), "@types/node"]);
  const entries = listEntries().filter(isMeant);
  const names = entries.map(({ subpath }, index) => ({
    specifier: specifierOf(subpath),
    name: `entry${index}`,
  }));
  const text = names.map(({ specifier, name }) => `export * as ${name} from ${JSON.stringify(specifier)};\n`);
  writeFileSync(join(application, "main.ts"), text.join(""));
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2023", "--types", "node"];
  runTool("tsc", [...options, "--lib", lib, "--skipLibCheck", "false", "main.ts"], {
    cwd: application,
  });
}

/**
 * Lays out an application with the packed package and some of this repository's installed packages.
 *
 * @param {Packed} packed
 * @param {readonly string[]} packages
 */
function installPacked({ tarball, folder }, packages) {
  const application = mkdtempSync(join(folder, "application-"));
  writeFileSync(join(application, "package.json"), '{ "type": "module" }\n');
  const home = join(application, "node_modules/sigil-sdk");
  mkdirSync(home, { recursive: true });
  runTool("tar", ["-xzf", tarball, "--strip-components=1", "-C", home]);
  for (const name of packages) {
    const source = [join(ROOT, "node_modules"), PROVIDER_PACKAGES].map((root) => join(root, name)).find(existsSync);
    if (source === undefined) continue;
    const link = join(application, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(source, link, "junction");
  }
  return application;
}

/** @param {string} step */
function canRun(step) {
  return step !== "provider-types" || existsSync(PROVIDER_PACKAGES);
}

/** @param {{ subpath: string }} entry */
function isProviderEntry({ subpath }) {
  return ["./anthropic", "./gemini", "./openai"].includes(subpath);
}

/** @param {string} subpath */
function specifierOf(subpath) {
  return subpath === "." ? "sigil-sdk" : `sigil-sdk/${subpath.slice(2)}`;
}
