// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ProcessConnection } from "../runner/process-connection.js";
import { checkDriver } from "../runner/self-check.js";
import { loadTables } from "../runner/tables.js";
import { connectInProcess } from "./in-process-connection.js";

const FAKE = fileURLToPath(new URL("../runner/testing/fake-driver.mjs", import.meta.url));

test("the TypeScript driver behaves as a driver", async () => {
  const results = await checkDriver(connectInProcess, loadTables());
  expect(results.filter(({ problem }) => problem !== undefined)).toEqual([]);
});

test("finds a driver that answers whatever it is asked", async () => {
  const connect = (): ProcessConnection =>
    new ProcessConnection({ command: process.execPath, args: [FAKE, "none", "nothing"] }, 5000);
  const results = await checkDriver(connect, loadTables());
  expect(results.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]))).toEqual([
    "answers a step outside of a case with an error: it answers {}",
    "answers an operation that there is not with an error, and goes on: it answers {}",
    "starts each case without scopes and time of the last: nothing was exported",
    "ends lines at U+000A alone: nothing was exported",
  ]);
});
