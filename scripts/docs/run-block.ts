// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { createLocalIngest, type LocalIngest } from "sigil-sdk/local";
import ts from "typescript";
import { type CodeBlock, EXPECTED_COUNTS, type ExpectedCount, type Finding } from "./code-block.js";
import { ROOT } from "./markdown-files.js";

/** Gives the functions of ambient.d.ts a body. */
const APPLICATION = "./scripts/docs/application.ts";
const TIMEOUT_MS = 30_000;

/**
 * Runs a block as a program of its own against an ingest on free ports: it must end by itself, without an error, and leave
 * at the ingest what its fence says. `env` is all that it has of an environment beside PATH.
 */
export async function runBlock(
  block: CodeBlock,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Finding[]> {
  const report = (problem: string): Finding => ({ file: block.file, line: block.line, problem });
  await using ingest = await createLocalIngest();
  const failure = await runModule(toProgram(block, ingest), env);
  if (failure !== undefined) return [report(failure)];
  const counts: Record<ExpectedCount, number> = {
    stores: ingest.generations.list().length,
    rated: ingest.ratings.list().length,
  };
  return EXPECTED_COUNTS.flatMap((name) => {
    const expected = block.expected[name];
    if (expected === undefined || expected === counts[name]) return [];
    return [report(`${name}=${expected}, but it was ${counts[name]}`)];
  });
}

/** The block in JavaScript, with the ingest's addresses in place of the default ones. */
function toProgram({ text }: CodeBlock, { httpUrl, grpcTarget }: LocalIngest): string {
  const local = text.replaceAll("http://localhost:8080", httpUrl).replaceAll("localhost:4317", grpcTarget);
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  return ts.transpileModule(local, { compilerOptions }).outputText;
}

/** Runs a module at the root of the repository; what it printed when it failed, else undefined. */
function runModule(program: string, env: Readonly<Record<string, string>>): Promise<string | undefined> {
  const args = ["--import", "tsx", "--import", APPLICATION, "--input-type=module", "--eval", program];
  const options = { cwd: ROOT, timeout: TIMEOUT_MS, env: { PATH: process.env["PATH"], ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve(
        error === null ? undefined : `${error.killed ? "does not end" : "failed"}: ${stderr.trim()}${stdout.trim()}`,
      );
    });
  });
}
