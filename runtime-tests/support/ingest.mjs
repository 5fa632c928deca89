// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./application.mjs";

/** @typedef {import("sigil-sdk/local").LocalIngest} LocalIngest */

/** Takes requests and never answers. */
export const SILENT = { answer: () => /** @type {const} */ ({ kind: "hang" }) };

/**
 * Runs `fn` with the SDK's local ingest, from the build in this repository: the receiver is the same for every runtime.
 *
 * @param {(ingest: LocalIngest) => Promise<void>} fn
 * @param {import("sigil-sdk/local").LocalIngestOptions} [options]
 */
export async function withIngest(fn, options) {
  const { createLocalIngest } = await import(pathToFileURL(join(ROOT, "dist/src/local/index.js")).href);
  /** @type {LocalIngest} */
  const ingest = await createLocalIngest(options);
  try {
    await fn(ingest);
  } finally {
    await ingest.close();
  }
}
