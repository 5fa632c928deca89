// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { repositoryRoot } from "./root.js";

const cli = fileURLToPath(new URL("cli.ts", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const tinySpec = fileURLToPath(new URL("testing/tiny-spec", import.meta.url));

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a user would, with colours off. */
function run(...args: readonly string[]): Promise<Run> {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1" };
  return new Promise((done) => {
    execFile(process.execPath, [tsx, cli, ...args], { env }, (error, stdout, stderr) => {
      done({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "codegen-cli-"));
  await cp(tinySpec, root, { recursive: true });
  for (const file of ["buf.yaml", "buf.gen.yaml"]) await cp(join(repositoryRoot, file), join(root, file));
  // The workspace has a second module, whose files are as they are everywhere.
  await cp(join(repositoryRoot, "proto-otlp"), join(root, "proto-otlp"), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function edit(path: string, before: string, after: string): Promise<void> {
  const text = await readFile(join(root, path), "utf8");
  expect(text).toContain(before);
  await writeFile(join(root, path), text.replace(before, after));
}

describe("codegen", () => {
  test("writes everything, then finds nothing to do, then reports and mends what was changed by hand", async () => {
    const first = await run("--root", root);
    expect(first).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^target +folder +files +lines +changed\nproto +generated\/proto +10 /),
      stderr: "",
    });

    const check = await run("--root", root, "--check", "--json");
    expect(JSON.parse(check.stdout)).toMatchObject({ command: "check", ok: true, findings: [], changes: [] });

    await writeFile(join(root, "generated/ts/by-hand.ts"), "export {};\n");
    await edit("generated/proto/tiny/v1/generation_ingest_pb.js", "tiny", "tinny");
    const stale = await run("--root", root, "--check");
    expect(stale.exitCode).toBe(1);
    expect(stale.stderr).toContain("generated/ts/by-hand.ts:1:1 stale-output\n    no generator writes this file");
    expect(stale.stderr).toContain("generation_ingest_pb.js:1:1 stale-output\n    the generators write another text");

    const mended = await run("--root", root, "--json");
    expect(JSON.parse(mended.stdout)).toMatchObject({
      ok: true,
      changes: [
        { path: "generated/proto/tiny/v1/generation_ingest_pb.js", action: "update" },
        { path: "generated/ts/by-hand.ts", action: "remove" },
      ],
    });
    expect(await readdir(join(root, "generated/ts"))).not.toContain("by-hand.ts");
  });

  test("reports all problems of the spec and writes nothing", async () => {
    await edit("spec/spans.yaml", "field:max_tokens", "field:max_token");
    await edit("spec/capture.yaml", "is_default: true, ", "");

    const { exitCode, stdout, stderr } = await run("--root", root);

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toBe(
      [
        "spec/capture.yaml",
        "  spec/capture.yaml:3:1 modes capture-modes",
        "    one mode must be the default, found none",
        "    fix: set `is_default: true` on one mode",
        "",
        "spec/spans.yaml",
        "  spec/spans.yaml:15:43 spans[0].attributes[3].source bad-path",
        '    Generation has no field "max_token"',
        '    fix: did you mean "max_tokens"?',
        "",
        "2 finding(s)",
        "",
      ].join("\n"),
    );
    expect(await readdir(root)).not.toContain("generated");
  });

  test("reports protos that do not compile or break buf's rules", async () => {
    const proto = "proto/tiny/v1/generation_ingest.proto";
    await edit(proto, "string id = 1;", "string Id = 1;");
    const lint = JSON.parse((await run("--root", root, "--check", "--json")).stdout) as {
      findings: { rule: string; file: string; line: number }[];
    };
    expect(lint.findings).toContainEqual(expect.objectContaining({ rule: "buf-lint", file: proto, line: 119 }));

    await edit(proto, "string Id = 1;", "strin id = 1;");
    expect(await run("--root", root)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`${proto}:119:3 proto-build`),
    });
  });
});

describe("codegen diff", () => {
  test("needs a baseline, writes one, and then wants the version bump that a change needs", async () => {
    expect(await run("--root", root, "diff")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("diff --update"),
    });

    expect(await run("--root", root, "diff", "--update")).toEqual({
      exitCode: 0,
      stdout: "baseline is now spec 1.2.3: spec/baseline/spec.json, spec/baseline/tiny.v1.binpb\n",
      stderr: "",
    });
    expect(await run("--root", root, "diff")).toEqual({
      exitCode: 0,
      stdout: "no changes since spec 1.2.3\n",
      stderr: "",
    });

    await edit("spec/attributes.yaml", "key: gen_ai.tool.name", "key: gen_ai.tool");
    expect(await run("--root", root, "diff")).toEqual({
      exitCode: 1,
      stdout: [
        "level  change   where                                value",
        'major  changed  attributes › gen_ai.tool.name › key  "gen_ai.tool.name" → "gen_ai.tool"',
        "",
        "major: spec_version is 1.2.3, write 2.0.0 or higher",
        "",
      ].join("\n"),
      stderr: "",
    });

    await edit("spec/sdk.yaml", "spec_version: 1.2.3", "spec_version: 2.0.0");
    expect((await run("--root", root, "diff")).exitCode).toBe(0);
  });

  test("makes --check refuse a proto that breaks the released one", async () => {
    await run("--root", root, "diff", "--update");
    await edit("proto/tiny/v1/generation_ingest.proto", "bool accepted = 2;", "bool was_accepted = 2;");

    const { findings } = JSON.parse((await run("--root", root, "--check", "--json")).stdout) as {
      findings: { rule: string }[];
    };
    expect(findings.map((finding) => finding.rule)).toContain("buf-breaking");
  });
});

describe("codegen rules", () => {
  test("lists every lint rule, and each has a test", async () => {
    const { stdout } = await run("rules", "--json");
    const { rules } = JSON.parse(stdout) as { rules: { id: string; brief: string }[] };
    const files = await readdir(fileURLToPath(new URL("lint", import.meta.url)));

    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    expect(files.filter((file) => file.endsWith(".test.ts"))).toHaveLength(rules.length);
  });
});

describe("usage", () => {
  test.each([[["--nope"]], [["nope"]], [["diff", "--check"]], [["diff", "extra"]]])(
    "exits with 2 on %j",
    async (args) => {
      expect(await run("--root", root, ...args)).toMatchObject({
        exitCode: 2,
        stdout: "",
        stderr: expect.stringContaining("error:"),
      });
    },
  );

  test("shows examples with --help", async () => {
    expect(await run("--help")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("npm run codegen -- --check"),
      stderr: "",
    });
  });
});
