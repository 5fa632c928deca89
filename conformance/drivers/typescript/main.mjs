// SPDX-License-Identifier: Apache-2.0
// The TypeScript SDK as a driver of the conformance suite: reads one JSON message per line, answers each with one line.
import * as sdk from "sigil-sdk";
import manifest from "sigil-sdk/package.json" with { type: "json" };
import * as redactor from "sigil-sdk/redactor";
import * as selfMetrics from "sigil-sdk/self-metrics";
import { runDriver } from "./run-driver.mjs";

/** Lines end at U+000A alone; node:readline would also end them at separators that JSON texts may contain. */
async function* readMessages() {
  let rest = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}

await runDriver({
  sdk: { ...sdk, ...redactor, ...selfMetrics, version: manifest.version },
  messages: readMessages(),
  reply: (answer) => void process.stdout.write(`${JSON.stringify(answer)}\n`),
});
process.exit(0);
