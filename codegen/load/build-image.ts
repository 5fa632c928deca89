// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Finding } from "../findings.js";
import { runBuf } from "./buf.js";

export interface BuiltImage {
  /** Binary FileDescriptorSet with source info; absent when the proto files do not compile. */
  readonly bytes?: Uint8Array;
  readonly findings: readonly Finding[];
}

/** Compiles the proto files of a buf workspace. */
export async function buildImage(root: string): Promise<BuiltImage> {
  const result = await runBuf(["build", "-o", "-", "--error-format", "json"], root);
  return result.exitCode === 0
    ? { bytes: result.stdout, findings: [] }
    : { findings: parseBufFindings(result.stderr, "proto-build", "write valid protobuf") };
}

/** Compiles given proto texts (`proto/tiny/v1/x.proto` -> text) in a temporary folder. */
export async function buildImageFromTexts(texts: Readonly<Record<string, string>>): Promise<BuiltImage> {
  const root = await mkdtemp(join(tmpdir(), "codegen-proto-"));
  try {
    await writeFile(join(root, "buf.yaml"), "version: v2\nmodules:\n  - path: proto\n");
    for (const [path, text] of Object.entries(texts)) {
      await mkdir(join(root, dirname(path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return await buildImage(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Reads buf's JSON lines; text that is no JSON becomes one finding. */
export function parseBufFindings(output: string, rule: string, fix: string): readonly Finding[] {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    try {
      // buf's documented annotation shape; every member may be missing.
      const parsed = JSON.parse(line) as {
        path?: string;
        start_line?: number;
        start_column?: number;
        type?: string;
        message?: string;
      };
      return {
        file: (parsed.path ?? "proto").replaceAll("\\", "/"),
        line: parsed.start_line ?? 1,
        column: parsed.start_column ?? 1,
        path: "",
        rule,
        message: `${parsed.type ?? "error"}: ${parsed.message ?? line}`,
        fix,
      };
    } catch {
      return { file: "proto", line: 1, column: 1, path: "", rule, message: line, fix };
    }
  });
}
