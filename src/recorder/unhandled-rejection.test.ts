// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const TSX = createRequire(import.meta.url).resolve("tsx");
const ENTRY = new URL("../index.ts", import.meta.url).href;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a program prints about its unhandled rejections; the client is there as `client`. */
function run(program: string): string[] {
  const source = `
    import { SigilClient } from ${JSON.stringify(ENTRY)};
    process.on("unhandledRejection", (reason) => console.log("unhandled", reason instanceof Error ? reason.message : reason));
    const client = new SigilClient({ generationExport: { protocol: "none" }, OPTIONS });
    const start = { model: { provider: "openai", name: "gpt-5" } };
    ${program}
    setTimeout(() => console.log("end"), 20);
  `;
  const [options = "", code = ""] = program.includes("---") ? program.split("---") : ["", program];
  const text = source.replace(program, code).replace("OPTIONS", options);
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", TSX, "--input-type=module", "-e", text], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.trim().split("\n");
}

it("leaves a rejection that nobody handles to the host, once", () => {
  expect(run(`client.startGeneration(start, () => Promise.reject(new Error("mine")));`)).toEqual([
    "unhandled mine",
    "end",
  ]);
});

it("adds no rejection to one that the host handles", () => {
  expect(run(`client.startGeneration(start, () => Promise.reject(new Error("mine"))).catch(() => undefined);`)).toEqual(
    ["end"],
  );
});

it("takes the rejections of a resolver and a sanitizer that should have been synchronous", () => {
  const options = `
    contentCaptureResolver: async () => { throw new Error("resolver"); },
    generationSanitizer: async () => { throw new Error("sanitizer"); },`;
  expect(
    run(
      `${options}---client.startGeneration({ ...start, contentCapture: "full" }).end();client.startGeneration(start).end();`,
    ),
  ).toEqual(["end"]);
});
