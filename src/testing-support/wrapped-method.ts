// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import type { Generation } from "../../generated/ts/models.js";
import { wrapOpenAI } from "../openai/index.js";
import type { TestClient } from "./create-test-client.js";

export const REQUEST = { model: "gpt-5", messages: [{ role: "user", content: "Hi" }] };
export const ANSWER = {
  id: "1",
  model: "gpt-5-2026",
  choices: [{ index: 0, message: { content: "Hello" }, finish_reason: "stop" }],
};
export const CHUNKS = ["Hel", "lo"].map((content) => ({ id: "1", choices: [{ index: 0, delta: { content } }] }));

export type Create = (request: unknown, options?: unknown) => unknown;

/** The method of a wrapped client that has no other one. */
export function wrapped({ client }: TestClient, create: Create): { create: Create } {
  const completions = { create };
  wrapOpenAI({ chat: { completions } }, client);
  return completions;
}

export async function onlyRecord(test: TestClient): Promise<Generation | undefined> {
  const records = await test.records();
  expect(records.length).toBe(1);
  return records[0];
}

/** The first text of the answer. */
export function textOf(record: Generation | undefined): string | undefined {
  const part = record?.output?.[0]?.parts[0];
  return part?.kind === "text" ? part.text : undefined;
}

export async function readAll(stream: unknown): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const value of stream as AsyncIterable<unknown>) read.push(value);
  return read;
}

export async function* generate(): AsyncGenerator<unknown> {
  yield* CHUNKS;
}
