// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import type { EmittedFile } from "../model.js";
import { runBuf } from "./buf.js";

/** Runs the plugins of buf.gen.yaml on a built image and returns what they wrote; the repository is not touched. */
export async function generateProto(root: string, image: Uint8Array): Promise<readonly EmittedFile[]> {
  const out = await mkdtemp(join(tmpdir(), "codegen-buf-"));
  try {
    const result = await runBuf(["generate", "-#format=binpb", "-o", out], root, image);
    if (result.exitCode !== 0) throw new Error(`buf generate failed: ${result.stderr.trim()}`);
    const entries = await readdir(out, { withFileTypes: true, recursive: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const files = paths.map(async (path): Promise<EmittedFile> => {
      return { path: relative(out, path).split(sep).join("/"), text: await readFile(path, "utf8") };
    });
    return await Promise.all(files);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
