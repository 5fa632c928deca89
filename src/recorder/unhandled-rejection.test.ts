// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const TSX = createRequire(import.meta.url).resolve("tsx");
const ENTRY = new URL("../index.ts", import.meta.url).href;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a program prints about its unhandled rejections. It has a `client` with the options, and a `start`. */
function run(code: string, options = ""): string[] {
  const program = `
    import { SigilClient } from ${JSON.stringify(ENTRY)};
    process.on("unhandledRejection", (reason) => console.log("unhandled", reason.message));
    const client = new SigilClient({ generationExport: { protocol: "none" }, ${options} });
    const start = { model: { provider: "openai", name: "gpt-5" } };
    ${code}
    setTimeout(() => console.log("end"), 20);
  `;
  const args = ["--import", TSX, "--input-type=module", "-e", program];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.trim().split("\n");
}

it("leaves a rejection that nobody handles to the host, once", () => {
  const code = `client.startGeneration(start, () => Promise.reject(new Error("mine")));`;
  expect(run(code)).toEqual(["unhandled mine", "end"]);
});

it("adds no rejection to one that the host handles", () => {
  const code = `client.startGeneration(start, () => Promise.reject(new Error("mine"))).catch(() => undefined);`;
  expect(run(code)).toEqual(["end"]);
});

it("takes the rejections of a resolver and a sanitizer that should have been synchronous", () => {
  const code = `
    client.startGeneration({ ...start, contentCapture: "full" }).end();
    client.startGeneration(start).end();`;
  const options = `
    contentCaptureResolver: async () => { throw new Error("resolver"); },
    generationSanitizer: async () => { throw new Error("sanitizer"); },`;
  expect(run(code, options)).toEqual(["end"]);
});
