// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What a child process said, line by line of JSON, and how it ended. */
export interface ProgramRun {
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly stderr: string;
  readonly code: number | null;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a TypeScript program of the repository in a process of its own, in which an unhandled rejection is fatal. */
export async function runProgram(file: URL, input: unknown, env: NodeJS.ProcessEnv = {}): Promise<ProgramRun> {
  const args = ["--unhandled-rejections=strict", "--import", "tsx", fileURLToPath(file), JSON.stringify(input)];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_OPTIONS: "", ...env } });
  const lines: Record<string, unknown>[] = [];
  let stderr = "";
  createInterface(child.stdout).on("line", (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  // The event's first argument is the exit code.
  const [code] = (await once(child, "close")) as [number | null];
  return { lines, stderr, code };
}
