// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ENTRY = fileURLToPath(new URL("cli.ts", import.meta.url));

/** CommonJS packages in the bundle ask for built-in modules. */
const BANNER = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** The runner as one file that needs Node alone, and the licences of what is in it. */
export async function bundleRunner(): Promise<{ readonly code: Uint8Array; readonly licences: string }> {
  const result = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    target: "node22",
    charset: "utf8",
    legalComments: "none",
    banner: {
      js: `// SPDX-License-Identifier: Apache-2.0\n// See THIRD-PARTY.txt for the packages in this file.\n${BANNER}`,
    },
    // The development `paths` would put sources in place of packages.
    tsconfigRaw: {},
    logLevel: "warning",
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error("esbuild wrote nothing");
  return { code: output.contents, licences: listLicences(Object.keys(result.metafile.inputs)) };
}

/** Name, version and licence text of every package that files of a bundle belong to. */
function listLicences(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const entries = [...folders].map((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
    return { title: `${manifest["name"]} ${manifest["version"]} (${manifest["license"]})`, text: readLicence(folder) };
  });
  entries.sort((left, right) => (left.title < right.title ? -1 : 1));
  return entries.map(({ title, text }) => `${title}\n${"-".repeat(title.length)}\n\n${text.trim()}\n`).join("\n\n");
}

function readLicence(folder: string): string {
  if (!existsSync(folder)) return readLicence(dirname(folder));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined ? "" : readFileSync(join(folder, file), "utf8");
}
