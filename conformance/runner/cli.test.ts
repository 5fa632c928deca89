// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CLI = fileURLToPath(new URL("cli.ts", import.meta.url));
const FAKE_FILE = fileURLToPath(new URL("testing/fake-driver.mjs", import.meta.url));
const FAKE = `"${process.execPath}" "${FAKE_FILE}"`;
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
    [
      "one case of two that nobody wrote",
      ["--case", "core.nothing", "core.title.padded"],
      2,
      "no case fits --case core.nothing",
    ],
    ["an empty command", ["--command", "", ...ONE_CASE], 2, "--command is empty"],
    [
      "a driver and a command",
      ["--driver", "typescript", "--command", FAKE],
      2,
      "give --driver or --command, not both",
    ],
    [
      "a name for a driver that has one",
      ["--driver", "typescript", "--name", "x"],
      2,
      "--name is the name of a --command",
    ],
    ["a time that no timer has", ["--step-timeout", "99999999999"], 2, "It is more than 2147483647."],
    [
      "a report that cannot be written",
      ["--junit", "/nonexistent/x.xml", "--command", FAKE],
      2,
      "/nonexistent/x.xml cannot be written",
    ],
    [
      "a trace that cannot be written",
      ["--trace", "/nonexistent/x.log", "--command", FAKE],
      2,
      "/nonexistent/x.log cannot be written",
    ],
    ["a self-check of no program", ["--command", "/no/such/driver", "--self-check", "--", "-v"], 2, ""],
    ["a driver that nobody wrote", ["--driver", "cobol"], 2, 'no driver "cobol"; use typescript'],
    ["an unknown option", ["--fast"], 2, "unknown option '--fast'"],
    ["a driver that is no program", ["--command", "./no-such-driver", ...ONE_CASE], 2, ""],
    ["a program that does not exist", ["--command", "/no/such/driver", ...ONE_CASE, "--", "-v"], 2, ""],
    ["arguments of no command", ["--", "-v"], 2, "arguments after -- are those of a --command"],
    ["a name that is a path", ["--name", "../x"], 2, "Use letters, digits, dots and hyphens."],
    ["a case that cannot be shown", ["--show", "core.nothing"], 2, 'no case "core.nothing"'],
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
  const { status, stdout, stderr } = run(...ONE_CASE, "--command", `${FAKE} none nothing`, "--json");
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({
    drivers: [
      {
        driver: "fake",
        ok: false,
        problems: ["core.title.padded (http) fails without a known reason"],
        cases: [{ case: "core.title.padded", transport: "http", outcome: "failed", known: [], explained: false }],
      },
    ],
  });
});

test("a driver that has no operations has shown nothing", () => {
  const { status, stdout } = run(...ONE_CASE, "--command", `${FAKE} idle nothing`);
  expect(status).toBe(1);
  expect(stdout).toContain("fake: nothing was compared");
});

test("a driver that cannot be started is one line, and its cases have failed", () => {
  const { status, stdout } = run(...ONE_CASE, "--command", process.execPath, "--", "--no-such-option");
  expect(status).toBe(1);
  const lines = stdout.split("\n").filter((line) => line.includes("bad option"));
  expect(lines).toHaveLength(1);
  expect(stdout).toContain("1 failed");
});

test("arguments after -- reach the driver as they are, and a trace has every line", () => {
  const folder = mkdtempSync(join(tmpdir(), "sigil trace-"));
  try {
    const program = join(folder, "driver with space.mjs");
    copyFileSync(FAKE_FILE, program);
    const trace = join(folder, "trace.log");
    const command = ["--command", process.execPath, "--", program, "failed", "open"];
    expect(run(...ONE_CASE, "--trace", trace, "--workers", "1", ...command).status).toBe(1);
    const lines = readFileSync(trace, "utf8").trim().split("\n");
    expect(lines.map((line) => line.replace(/^\d+ /, "").slice(0, 30))).toEqual(
      [
        '> {"id":1,"op":"hello","protoco',
        '< {"id":1,"ok":{"protocol":1,"d',
        '> {"id":2,"op":"open","config":',
        '< {"id":2,"error":{"code":"fail',
      ].map((line) => line.slice(0, 30)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("shows a case as the fixtures have it", () => {
  const { status, stdout } = run("--show", "core.title.padded");
  expect({ status, id: (JSON.parse(stdout) as { id: string }).id }).toEqual({ status: 0, id: "core.title.padded" });
});
