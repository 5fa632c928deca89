// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { create } from "tar";
import { loadTables } from "../runner/tables.js";
import { bundleRunner } from "./bundle-runner.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What is copied as it is: from the repository, to the archive. */
const COPIES: readonly (readonly [from: string, to: string])[] = [
  ["LICENSE", "LICENSE"],
  ["conformance/archive/README.md", "README.md"],
  ["conformance/PROTOCOL.md", "PROTOCOL.md"],
  ["generated/schema/conformance/protocol.schema.json", "protocol.schema.json"],
  ["generated/schema/conformance/scenarios.schema.json", "scenarios.schema.json"],
  ["generated/fixtures", "fixtures"],
  ["proto", "proto"],
  ["conformance/drivers/python", "drivers/python"],
  ["conformance/known-deviations", "known-deviations"],
];

/** Folders that a working copy has and git does not. */
const LEFT_OUT: ReadonlySet<string> = new Set([".venv", "__pycache__"]);

/** Writes `sigil-conformance-<spec version>.tar.gz` into a folder and returns its path. The same sources give the same bytes. */
export async function buildArchive(folder: string): Promise<string> {
  const name = `sigil-conformance-${loadTables().sdk.spec_version}`;
  const workspace = mkdtempSync(join(tmpdir(), "sigil-archive-"));
  try {
    const home = join(workspace, name);
    for (const [from, to] of COPIES) {
      const filter = (path: string): boolean => !path.split(sep).some((part) => LEFT_OUT.has(part));
      cpSync(join(ROOT, from), join(home, to), { recursive: true, filter });
    }
    const { code, licences } = await bundleRunner();
    mkdirSync(join(home, "bin"));
    writeFileSync(join(home, "bin/conformance.mjs"), code);
    writeFileSync(join(home, "THIRD-PARTY.txt"), licences);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${name}.tar.gz`);
    // Neither times nor users of this machine; gzip's own header has none either.
    await create(
      { file, cwd: workspace, gzip: { level: 9 }, portable: true, mtime: new Date(0) },
      listFiles(workspace, name),
    );
    return file;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

function listFiles(cwd: string, folder: string): string[] {
  const entries = readdirSync(join(cwd, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(cwd.length + 1)).sort();
}
