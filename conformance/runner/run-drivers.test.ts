// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { KnownDriver } from "./drivers.js";
import { FIXTURES } from "./load-suites.js";
import { createProgress } from "./progress.js";
import { resolveRun, runDrivers } from "./run-drivers.js";

const FAKE = fileURLToPath(new URL("testing/fake-driver.mjs", import.meta.url));
const NOWHERE = new URL("nowhere/", import.meta.url);

function known(name: string, command: string, ...args: string[]): KnownDriver {
  return { name, command: { command, args }, missing: undefined };
}

test("a driver that cannot be started fails its cases, and the others run", async () => {
  const drivers = [
    known("before", process.execPath, FAKE, "none", "nothing"),
    known("gone", "/no/such/driver"),
    known("cobol", process.execPath, FAKE, "cobol", "nothing"),
    known("after", process.execPath, FAKE, "failed", "open"),
  ];
  const options = { case: ["core.title.*"], transport: ["http"], workers: 1, stepTimeout: 5000 } as const;
  const flags = { json: false, selfCheck: false, list: false, driver: ["all"] };
  const environment = {
    name: "test",
    fixtures: FIXTURES,
    deviations: NOWHERE,
    golden: NOWHERE,
    drivers,
    defaultDrivers: [],
  };
  const run = resolveRun({ ...options, ...flags }, [], environment);
  const reports = await runDrivers(run, createProgress(process.stderr));
  const summary = reports.map(({ name, results, startError, problems }) => ({
    name,
    hasAll: results.length === run.cases.length,
    isNotFound: startError?.isNotFound,
    problems: startError === undefined ? "its own" : problems.map(({ text }) => text),
  }));
  const all = { hasAll: true, problems: "its own", isNotFound: undefined };
  expect(summary).toEqual([
    { ...all, name: "before" },
    {
      ...all,
      name: "gone",
      isNotFound: true,
      problems: ["the driver cannot be started: spawn /no/such/driver ENOENT"],
    },
    {
      ...all,
      name: "cobol",
      isNotFound: false,
      problems: [expect.stringContaining('"cobol" is none of js, python, go, java, dotnet')],
    },
    { ...all, name: "after" },
  ]);
});
