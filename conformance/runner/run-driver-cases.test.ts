// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { FIXTURES } from "./load-suites.js";
import { planCases } from "./plan-cases.js";
import { type DriverCommand, ProcessConnection } from "./process-connection.js";
import { type DriverResults, runDriverCases } from "./run-driver-cases.js";
import { loadTables } from "./tables.js";

const FAKE = fileURLToPath(new URL("testing/fake-driver.mjs", import.meta.url));

/** Two cases against a driver that goes wrong at an operation; how often it was started. */
async function run(fault: string, operation: string): Promise<DriverResults & { readonly starts: number }> {
  const all = planCases(FIXTURES, { cases: ["core.title.padded", "core.title.blank"], transports: ["http"] });
  let starts = 0;
  const results = await runDriverCases({
    connect: () => {
      starts += 1;
      const limitMs = fault === "silent" ? 500 : 15_000;
      return new ProcessConnection({ command: process.execPath, args: [FAKE, fault, operation] }, limitMs);
    },
    cases: all,
    tables: loadTables(),
    workers: 1,
    onResult: () => undefined,
  });
  return { ...results, starts };
}

function summarize({ results, starts }: Awaited<ReturnType<typeof run>>): unknown {
  return { starts, results: results.map(({ outcome, reason }) => ({ outcome, reason })) };
}

test.each([
  ["silent", "no answer to end within 500 ms"],
  ["dead", "the driver ended (exit code 3) something is broken"],
  ["twice", "the driver answered a message that is not open: 4"],
  ["endless", "the driver wrote a line of more than 67108864 characters"],
  ["junk", "the driver wrote something else than an answer: Traceback (most recent call last):"],
])("fails the case of a %s driver and starts it again for the next", async (fault, reason) => {
  const lost = { outcome: "failed", reason };
  expect(summarize(await run(fault, "end"))).toEqual({ starts: 2, results: [lost, lost] });
});

test("fails a case that the driver fails, and goes on with the same driver", async () => {
  const failed = { outcome: "failed", reason: "no end today" };
  expect(summarize(await run("failed", "end"))).toEqual({ starts: 1, results: [failed, failed] });
});

test("fails a case whose answer is none, with what is wrong", async () => {
  const { results } = await run("odd", "start_generation");
  expect(results[0]).toMatchObject({
    outcome: "failed",
    reason: expect.stringContaining("the answer to start_generation is none: id: "),
  });
});

test("skips a case that needs what the driver cannot do", async () => {
  const skipped = { outcome: "skipped", reason: "no open today" };
  expect(summarize(await run("unsupported", "open"))).toEqual({ starts: 1, results: [skipped, skipped] });
});

test("fails a driver that sends nothing, with every difference", async () => {
  const { results } = await run("none", "nothing");
  expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  expect(results[0]?.differences.map(({ path, actual }) => [path, actual])).toEqual([
    ["generations[0]", "nothing"],
    ["spans[0]", "nothing"],
  ]);
});

test("sees what no step has asked for: generations, spans and their parents", async () => {
  const { results } = await run("busy", "end");
  const [padded] = results;
  expect(padded?.capture?.generations.map(({ id }) => id)).toEqual(["gen_1", "gen_2"]);
  expect(padded?.capture?.spans).toMatchObject([
    { of: null, name: "foreign", parent: null, ended_at: "never" },
    { of: null, name: "foreign", parent: "another span", ended_at: "+0s" },
  ]);
  const paths = padded?.differences.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["generations[1]", "spans[0].of", "spans[0].ended_at", "spans[1]"]));
});

test.each([
  ["failed", "hello", "hello failed: no hello today"],
  ["dead", "hello", "the driver ended (exit code 3) something is broken"],
  ["typo", "nothing", "ops.9: Invalid option"],
  ["cobol", "nothing", 'identity: "cobol" is none of js, python, go, java, dotnet'],
])("does not run anything when the hello of a driver is wrong (%s)", async (fault, operation, message) => {
  await expect(run(fault, operation)).rejects.toThrow(message);
});

test("greets every process, and takes none that says something else than the first", async () => {
  const { results, starts } = await run("fickle", "end");
  expect(starts).toBe(2);
  expect(results.map(({ reason }) => reason)).toEqual([
    "the driver ended (exit code 3) something is broken",
    "the driver's answer to hello is not that of its first process",
  ]);
});

describe("a driver behind another process", () => {
  const command = (fault: string, operation = "end"): DriverCommand => ({
    command: `"${process.execPath}" "${FAKE}" ${fault} ${operation}; exit 0`,
    args: [],
    isShell: true,
  });

  test("is ended with it when it is silent", async () => {
    const connection = new ProcessConnection(command("silent"), 500);
    await connection.request({ op: "hello" });
    await expect(connection.request({ op: "end" })).rejects.toThrow("no answer to end within 500 ms");
    await connection.close();
  });

  test("is ended with it when it does not end with its input", async () => {
    // The server sees the end of the driver, which holds a connection to it.
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const connection = new ProcessConnection(command("deaf", String(port)), 5000);
    const [[socket]] = (await Promise.all([once(server, "connection"), connection.request({ op: "hello" })])) as [
      [Socket],
      unknown,
    ];
    const ended = once(
      socket.resume().on("error", () => undefined),
      "close",
    );
    await connection.close();
    await ended;
    server.close();
  });
});

test("tells a program that does not exist from one that fails", async () => {
  const lost = await new ProcessConnection({ command: "/no/such/driver", args: [] }, 500)
    .request({ op: "hello" })
    .catch((error: unknown) => error);
  expect(lost).toMatchObject({ name: "DriverLost", isNotFound: true });
});
