// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";

/** Digest key for all proto files together: its value does not depend on the proto package's folder name. */
export const PROTO_INPUT = "proto";
/** Digest key for all chapters of the contract together. */
export const CONTRACT_INPUT = "spec/contract";
/** Digest key for all scenario files together. */
export const SCENARIOS_INPUT = "spec/scenarios";

/**
 * First 8 hex digits of the SHA-256 of every input file, and of each input folder as a whole.
 * Line ends count as `\n`, so that every platform gets the same headers.
 */
export function digestInputs(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const paths = Object.keys(files).sort();
  const digests = new Map(paths.map((path) => [path, digest(files[path] ?? "")]));
  for (const folder of [PROTO_INPUT, CONTRACT_INPUT, SCENARIOS_INPUT]) {
    const members = paths.filter((path) => path.startsWith(`${folder}/`));
    digests.set(folder, digest(members.map((path) => files[path] ?? "").join("\0")));
  }
  return digests;
}

function digest(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex").slice(0, 8);
}
