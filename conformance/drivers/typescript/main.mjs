// SPDX-License-Identifier: Apache-2.0
// The TypeScript SDK as a driver of the conformance suite: reads one JSON message per line, answers each with one line.
import { createInterface } from "node:readline";
import * as sdk from "sigil-sdk";
import manifest from "sigil-sdk/package.json" with { type: "json" };
import * as redactor from "sigil-sdk/redactor";
import { runDriver } from "./run-driver.mjs";

const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });

async function* readMessages() {
  for await (const line of lines) yield JSON.parse(line);
}

await runDriver({
  sdk: { ...sdk, ...redactor, version: manifest.version },
  messages: readMessages(),
  reply: (answer) => void process.stdout.write(`${JSON.stringify(answer)}\n`),
});
process.exit(0);
