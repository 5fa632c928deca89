// SPDX-License-Identifier: Apache-2.0
// Loads every entry of the SDK, but those named on the command line: `entries.mjs [subpath...]`.
import { createRequire } from "node:module";

const manifest = createRequire(import.meta.url)("sigil-sdk/package.json");
const skipped = [...process.argv.slice(2), "./package.json"];
const loaded = [];
/** @type {Record<string, string>} */
const failed = {};
for (const subpath of Object.keys(manifest.exports)) {
  if (skipped.includes(subpath)) continue;
  const name = subpath.replace(/^\./, "sigil-sdk");
  try {
    await import(name);
    loaded.push(name);
  } catch (error) {
    failed[name] = String(error);
  }
}
console.log(JSON.stringify({ loaded, failed }));
