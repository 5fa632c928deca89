// SPDX-License-Identifier: Apache-2.0
// A driver that does nothing well and one thing wrong: node fake-driver.mjs <fault> <operation>.
//   silent   does not answer the operation
//   dead     ends instead of answering it
//   junk     writes a line that is no answer
//   failed   answers with an error
//   unsupported  answers that it cannot do it
//   cobol        says hello as an SDK that the spec does not know
//   fickle       says hello as another version each time
//   deaf         goes on when its input has ended, and holds a connection to the port that is given as operation
//   idle         has no operations at all
//   twice    answers it twice
//   odd      answers something that is no such answer
//   typo     says hello with an operation that there is not
//   endless  writes a line that does not end
//   busy         sends generations and spans that nobody has asked for before it answers
import { connect } from "node:net";

const [fault, operation] = process.argv.slice(2);

const OPS = [
  "start_generation",
  "end",
  "set_result",
  "flush",
  "shutdown",
  "local_error",
  "status",
  "flush_telemetry",
  "close",
];

/** @type {Record<string, object>} */
const CONTENT = {
  hello: { protocol: 1, driver: "fake", identity: "js", package: "fake", version: "1", ops: OPS, observes: [] },
  start_generation: { span: null },
  local_error: { error: null },
};

/** @type {Record<string, object>} */
const HELLOS = {
  cobol: { identity: "cobol" },
  fickle: { version: String(process.pid) },
  idle: { ops: [] },
  typo: { ops: [...OPS, "submit_ratin"] },
};

if (fault === "deaf") connect(Number(operation), "127.0.0.1");

/** The message that opened the case. @type {any} */
let opened;

let rest = "";
process.stdin.setEncoding("utf8").on("data", (chunk) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) void answer(JSON.parse(line));
});

/** @param {{ id: number, op: string }} message */
async function answer(message) {
  const { id, op } = message;
  if (op === "open") opened = message;
  if (op === "hello") Object.assign(CONTENT["hello"] ?? {}, HELLOS[fault ?? ""]);
  if (op !== operation) return write({ id, ok: CONTENT[op] ?? {} });
  switch (fault) {
    case "silent":
      return undefined;
    case "fickle":
    case "dead":
      console.error("something is broken");
      return process.exit(3);
    case "junk":
      process.stdout.write("Traceback (most recent call last):\n");
      return undefined;
    case "twice":
      return process.stdout.write(`${JSON.stringify({ id, ok: {} })}\n`.repeat(2));
    case "odd":
      return write({ id, ok: { id: 5, span: "x" } });
    case "endless":
      return writeEndlessly();
    case "busy":
      await (await import("./send-foreign.mjs")).sendForeign(opened);
      return write({ id, ok: CONTENT[op] ?? {} });
    default:
      return write({ id, error: { code: fault ?? "failed", message: `no ${op} today` } });
  }
}

function writeEndlessly() {
  process.stdout.write("y".repeat(1_000_000), writeEndlessly);
}

/** @param {object} line */
function write(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
