// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CLI = fileURLToPath(new URL("cli.ts", import.meta.url));
const FAKE = `${process.execPath} ${fileURLToPath(new URL("testing/fake-driver.mjs", import.meta.url))}`;
const ONE_CASE = ["--case", "core.title.padded", "--transport", "http"];

function run(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", CLI, ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("exit codes", () => {
  test.each<[name: string, args: string[], status: number, stderr: string]>([
    ["a case that nobody wrote", ["--case", "core.nothing"], 2, "no case fits --case and --transport"],
    ["a driver that nobody wrote", ["--driver", "cobol"], 2, 'no driver "cobol"; use typescript'],
    ["an unknown option", ["--fast"], 2, "unknown option '--fast'"],
    ["a count that is none", ["--workers", "many"], 2, "argument 'many' is invalid. It is no whole number above zero."],
  ])("%s", (_name, args, status, message) => {
    const result = run(...args);
    expect(result.status).toBe(status);
    expect(result.stderr).toContain(message);
  });

  test("a list of cases runs nothing", () => {
    const { status, stdout } = run(...ONE_CASE, "--list");
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "core.title.padded http White space around a title goes.\n",
    });
  });
});

test("a failing case gives exit code 1 and says everything as JSON on stdout", () => {
  const { status, stdout, stderr } = run(...ONE_CASE, "--command", `${FAKE} none nothing`, "--name", "fake", "--json");
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({
    drivers: [
      {
        driver: "fake",
        problems: ["core.title.padded (http) fails without a known reason"],
        cases: [{ case: "core.title.padded", transport: "http", outcome: "failed", known: [] }],
      },
    ],
  });
});
