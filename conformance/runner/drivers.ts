// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DriverCommand } from "./process-connection.js";

/** A driver that the runner knows by name. */
export interface KnownDriver {
  readonly name: string;
  readonly command: DriverCommand;
  /** Whether it can be started here; else how to install it. */
  readonly missing: string | undefined;
}

const CONFORMANCE = new URL("../", import.meta.url);

/** The drivers of this repository: the SDK itself, and each version of the Python package. */
export function listDrivers(): readonly KnownDriver[] {
  return [typescriptDriver(), ...pythonVersions().map(pythonDriver)];
}

function typescriptDriver(): KnownDriver {
  const isBuilt = existsSync(new URL("../dist/src/index.js", CONFORMANCE));
  return {
    name: "typescript",
    command: { command: process.execPath, args: [pathOf("drivers/typescript/main.mjs")] },
    missing: isBuilt ? undefined : "run npm run build",
  };
}

function pythonVersions(): readonly string[] {
  return readFileSync(new URL("drivers/python/versions.txt", CONFORMANCE), "utf8").trim().split("\n");
}

function pythonDriver(version: string): KnownDriver {
  const folder = `drivers/python/.venv/${version}/`;
  const isInstalled = existsSync(new URL(`${folder}stamp`, CONFORMANCE));
  return {
    name: `python-${version}`,
    command: { command: pathOf(`${folder}bin/python`), args: ["-B", pathOf("drivers/python/driver.py")] },
    missing: isInstalled ? undefined : "run bash conformance/drivers/python/setup.sh",
  };
}

function pathOf(path: string): string {
  return fileURLToPath(new URL(path, CONFORMANCE));
}
