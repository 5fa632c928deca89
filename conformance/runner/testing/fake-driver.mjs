// SPDX-License-Identifier: Apache-2.0
// A driver that does nothing well and one thing wrong: node fake-driver.mjs <fault> <operation>.
//   silent   does not answer the operation
//   dead     ends instead of answering it
//   junk     writes a line that is no answer
//   failed   answers with an error
//   unsupported  answers that it cannot do it
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

let rest = "";
process.stdin.setEncoding("utf8").on("data", (chunk) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) answer(JSON.parse(line));
});

/** @param {{ id: number, op: string }} message */
function answer({ id, op }) {
  if (op !== operation) return write({ id, ok: CONTENT[op] ?? {} });
  switch (fault) {
    case "silent":
      return undefined;
    case "dead":
      console.error("something is broken");
      return process.exit(3);
    case "junk":
      process.stdout.write("Traceback (most recent call last):\n");
      return undefined;
    default:
      return write({ id, error: { code: fault ?? "failed", message: `no ${op} today` } });
  }
}

/** @param {object} line */
function write(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
