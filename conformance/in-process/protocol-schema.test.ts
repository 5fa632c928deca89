// SPDX-License-Identifier: Apache-2.0
// The lines that really pass between runner and driver, against the schema that other drivers are written from.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { startTelemetryReceiver } from "../receivers/telemetry.js";
import { FIXTURES, loadSuite, suiteNames } from "../runner/load-suites.js";
import { planCases } from "../runner/plan-cases.js";
import type { DriverConnection, Hello, Message } from "../runner/protocol.js";
import { runCase } from "../runner/run-case.js";
import { loadTables } from "../runner/tables.js";
import { connectInProcess } from "./in-process-connection.js";

const SCHEMA = new URL("../../generated/schema/conformance/protocol.schema.json", import.meta.url);

/** Definition of the content of an answer by operation; the others answer with an empty object. */
const CONTENT: Readonly<Record<string, string>> = {
  hello: "hello",
  start_generation: "started",
  start_streaming_generation: "started",
  start_tool_execution: "started",
  start_embedding: "started",
  call_generation: "called",
  call_streaming_generation: "called",
  call_tool_execution: "called",
  call_embedding: "called",
  flush: "drained",
  shutdown: "drained",
  submit_rating: "rated",
  local_error: "local_error",
  status: "status",
};

/** Cases that use every operation between them. */
const CASES = [
  "call.*",
  "concurrent.*",
  "context.defaults",
  "core.embedding",
  "core.error.*",
  "core.rating",
  "core.shutdown-flush",
  "core.streaming",
  "core.tool",
  "queue.full",
  "rating.conflict",
  "self.queue",
  "x.bad-metadata",
  "x.deep-copy",
  "x.flush-concurrent",
];

test("every line has the shape that the schema gives", async () => {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(JSON.parse(readFileSync(SCHEMA, "utf8")) as object, "protocol");
  const problems = new Set<string>();
  const check = (definition: string, value: unknown): void => {
    const validate = ajv.getSchema(`protocol#/$defs/${definition}`);
    if (validate === undefined) throw new Error(`the schema has no ${definition}`);
    if (!validate(value)) problems.add(`${definition} ${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`);
  };
  const operations = new Set<string>();
  const inner = connectInProcess();
  const connection: DriverConnection = {
    request: async (message: Message) => {
      operations.add(message.op);
      check("message", { id: 1, ...message });
      const ok = await inner.request(message);
      check("answer", { id: 1, ok });
      const definition = CONTENT[message.op];
      if (definition !== undefined) check(definition, ok);
      return ok;
    },
    close: inner.close,
  };
  const hello = (await connection.request({ op: "hello", protocol: 1 })) as unknown as Hello;
  const telemetry = await startTelemetryReceiver();
  const bench = { connection, hello, telemetry, tables: loadTables() };
  for (const planned of planCases(FIXTURES, { cases: CASES, transports: ["http", "none"] }))
    await runCase(planned, bench);
  await telemetry.close();
  expect([...problems]).toEqual([]);
  expect([...operations].sort()).toEqual(["hello", "open", ...hello.ops].sort());
});

test("every compiled suite has the shape that the schema gives", () => {
  const ajv = new Ajv2020({ strict: false });
  const schema = JSON.parse(readFileSync(new URL("scenarios.schema.json", SCHEMA), "utf8")) as object;
  const validate = ajv.compile(schema);
  for (const name of suiteNames()) {
    expect({ name, isValid: validate(loadSuite(name)), errors: validate.errors }).toEqual({
      name,
      isValid: true,
      errors: null,
    });
  }
});
