// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Capture } from "./capture.js";
import type { Hello } from "./protocol.js";
import type { DriverResults } from "./run-driver-cases.js";

/** What a run of a driver leaves behind, so that it can be judged again without the driver. */
export interface CaptureFile {
  readonly hello: Hello;
  readonly captures: readonly Capture[];
  /** Cases that were skipped or failed before there was anything to compare, with the reason. */
  readonly others: readonly {
    readonly case: string;
    readonly transport: string;
    readonly outcome: "failed" | "skipped";
    readonly reason: string;
    readonly isLost?: boolean;
  }[];
}

/** Where this repository, or the archive, lies here; logs with stack traces name it, and no capture should. */
const HOME = fileURLToPath(new URL("../../", import.meta.url));

/** Writes the captures of a run, compressed. */
export function writeCaptures(path: string, { hello, results }: DriverResults): void {
  const file: CaptureFile = {
    hello,
    captures: results.flatMap(({ capture }) => capture ?? []),
    others: results.flatMap((result) => {
      if (result.capture !== undefined || result.outcome === "passed") return [];
      const { case: id, transport, outcome, reason = "", isLost } = result;
      return [{ case: id, transport, outcome, reason, ...(isLost === undefined ? {} : { isLost }) }];
    }),
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzipSync(JSON.stringify(file).replaceAll(HOME, "/"), { level: 9 }));
}

/** Reads what {@link writeCaptures} wrote. */
export function readCaptures(path: string): CaptureFile {
  return JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as CaptureFile; // as writeCaptures writes it
}
