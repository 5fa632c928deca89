// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";

export interface BufResult {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Runs this workspace's buf in a folder. Its plugins come from this workspace too and run on this Node. */
export async function runBuf(args: readonly string[], cwd: string, stdin?: Uint8Array): Promise<BufResult> {
  const script = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");
  const bins = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));
  const path = [bins, dirname(process.execPath), process.env.PATH ?? ""].join(delimiter);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, PATH: path } });
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    child.stdout.on("data", (chunk: Uint8Array) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Uint8Array) => stderr.push(chunk));
    child.on("error", fail);
    child.on("close", (code) =>
      done({ exitCode: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") }),
    );
    // buf may exit before it has read everything; its exit code says what happened.
    child.stdin.on("error", () => {});
    child.stdin.end(stdin ?? new Uint8Array());
  });
}
