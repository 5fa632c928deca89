// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Generation, GenerationStart, ToolExecutionResult } from "../../generated/ts/models.js";
import {
  EMBEDDING_START_SHAPE,
  GENERATION_SHAPE,
  GENERATION_START_SHAPE,
  MESSAGE_PART_SHAPE,
  TOOL_EXECUTION_RESULT_SHAPE,
} from "../../generated/ts/record-shapes.js";
import { Copier } from "../../src/internal/copier.js";
import { copyRecord } from "../../src/internal/copy-record.js";
import type { RecordShape } from "../../src/internal/record-shape.js";
import { toJsonObject, toJsonValue } from "../../src/internal/to-json-value.js";

const limits = { maxDepth: 32, maxNodes: 10_000 };

/** A copy and what was noted while it was made. */
function snapshot<T>(shape: RecordShape<T>, value: unknown): { copy: T; notes: readonly string[] } {
  const notes: string[] = [];
  const copier = new Copier({
    note: (field, reason) => notes.push(`${field}: ${reason}`),
    toJsonObject: (object) => toJsonObject(object, limits),
    toJsonValue: (free) => toJsonValue(free, limits),
  });
  return { copy: copyRecord(shape, value as T, copier), notes };
}

const start: GenerationStart = { model: { provider: "openai", name: "gpt-4o-mini" } };

describe("a snapshot", () => {
  it("holds the fields of the model and nothing else", () => {
    const value = { ...start, id: "gen_1", unknown: "field", temperature: 0, thinkingEnabled: false, toolChoice: "" };
    expect(snapshot(GENERATION_START_SHAPE, value)).toEqual({
      copy: {
        model: { provider: "openai", name: "gpt-4o-mini" },
        id: "gen_1",
        temperature: 0,
        thinkingEnabled: false,
        toolChoice: "",
      },
      notes: [],
    });
  });

  it("leaves undefined and null fields out", () => {
    const { copy } = snapshot(GENERATION_START_SHAPE, {
      ...start,
      id: undefined,
      tags: null,
      startedAt: null,
      mode: null,
    });
    expect(Object.keys(copy)).toEqual(["model"]);
  });

  it("keeps null where any JSON is data", () => {
    expect(
      snapshot(TOOL_EXECUTION_RESULT_SHAPE, { arguments: null, result: undefined } satisfies ToolExecutionResult).copy,
    ).toStrictEqual({ arguments: null });
  });

  it("replaces lone surrogates", () => {
    const { copy } = snapshot(GENERATION_SHAPE, {
      systemPrompt: "a\ud800b",
      tags: { "k\udc00": "\ud800" },
      input: [{ role: "user", parts: [{ kind: "text", text: "\ud83d\ude00\ud83d" }] }],
      parentGenerationIds: ["\udfff"],
      artifacts: [{ kind: "request", payload: "\ud800" }],
    });
    expect(copy).toEqual({
      systemPrompt: "a\ufffdb",
      tags: { "k\ufffd": "\ufffd" },
      input: [{ role: "user", parts: [{ kind: "text", text: "\u{1f600}\ufffd" }] }],
      parentGenerationIds: ["\ufffd"],
      artifacts: [{ kind: "request", payload: "\ufffd" }],
    });
  });

  it("unsets counts that the wire cannot hold, and says so", () => {
    const usage = {
      inputTokens: -1,
      outputTokens: 1.5,
      totalTokens: 2 ** 53,
      cacheReadInputTokens: "5",
      reasoningTokens: Number.NaN,
      cacheWriteInputTokens: 7,
    };
    expect(snapshot(GENERATION_SHAPE, { usage, maxTokens: 1n })).toEqual({
      copy: { usage: { cacheWriteInputTokens: 7 } },
      notes: ["input_tokens", "output_tokens", "total_tokens", "cache_read_input_tokens", "reasoning_tokens"]
        .concat("max_tokens")
        .map((field) => `${field}: not a safe non-negative integer, left unset`),
    });
  });

  it("keeps numbers that are not counts for the validator", () => {
    expect(snapshot(EMBEDDING_START_SHAPE, { ...start, dimensions: -1 }).copy).toEqual({ ...start, dimensions: -1 });
  });

  it("leaves out values of a wrong type, and keeps the places of list elements", () => {
    const wrong = {
      id: 5,
      model: "gpt",
      input: "Hello",
      output: [null, 7, { role: 1, parts: {} }, { role: "assistant" }],
      tags: "a=b",
      metadata: [1],
      startedAt: "now",
      completedAt: new Date(Number.NaN),
      mode: 3,
    };
    const copy = { output: [undefined, undefined, {}, { role: "assistant" }] };
    expect(snapshot(GENERATION_SHAPE, wrong)).toEqual({ copy, notes: [] });
    const others = [undefined, null, 5, "text", true];
    expect(others.map((value) => snapshot(GENERATION_SHAPE, value).copy)).toEqual(others.map(() => ({})));
  });

  it("keeps payloads that do not belong to the kind, so that the validator sees them", () => {
    const part = { kind: "text", text: "a", toolCall: { name: "search" } };
    expect(snapshot(MESSAGE_PART_SHAPE, part).copy).toEqual(part);
  });

  it("carries a __proto__ key as data", () => {
    const tags = JSON.parse('{"__proto__":"tag"}') as Record<string, string>;
    const metadata = JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>;
    const { copy } = snapshot(GENERATION_SHAPE, { tags, metadata });
    expect([JSON.stringify(copy.tags), JSON.stringify(copy.metadata)]).toEqual([
      '{"__proto__":"tag"}',
      '{"__proto__":{"polluted":true}}',
    ]);
    expect(Object.getPrototypeOf(copy.tags)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a hostile record", () => {
  it("is asked for every property exactly once", () => {
    const reads: string[] = [];
    const watch = <T extends object>(name: string, target: T): T =>
      new Proxy(target, {
        get(object, key, receiver) {
          if (!Array.isArray(object) || typeof key === "string") reads.push(`${name}.${String(key)}`);
          return Reflect.get(object, key, receiver);
        },
      });
    const value = {
      model: watch("model", { provider: "p", name: "n" }),
      input: watch("input", [
        watch("message", { role: "user", parts: watch("parts", [watch("part", { kind: "text", text: "t" })]) }),
      ]),
      usage: watch("usage", { inputTokens: 1 }),
      tags: watch("tags", { team: "search" }),
    };
    snapshot(GENERATION_SHAPE, watch("generation", value));
    expect(reads.filter((read, index) => reads.indexOf(read) !== index)).toEqual([]);
    expect(reads).toContain("part.text");
  });

  it("loses a field whose accessor throws, and nothing else", () => {
    const usage = {
      inputTokens: 1,
      get outputTokens(): number {
        throw new Error("no");
      },
      totalTokens: 3,
    };
    expect(snapshot(GENERATION_SHAPE, { id: "gen_1", usage, stopReason: "end" })).toEqual({
      copy: { id: "gen_1", usage: { inputTokens: 1, totalTokens: 3 }, stopReason: "end" },
      notes: ["output_tokens: reading it threw, left unset"],
    });
  });

  it("does not get out of revoked proxies and detached buffers", () => {
    const { proxy, revoke } = Proxy.revocable<Generation["input"] & object>([], {});
    revoke();
    const payload = new Uint8Array(4);
    structuredClone(payload.buffer, { transfer: [payload.buffer] });
    expect(snapshot(GENERATION_SHAPE, { id: "gen_1", input: proxy }).copy).toEqual({ id: "gen_1" });
    expect(snapshot(GENERATION_SHAPE, { artifacts: [{ kind: "request", payload }] }).copy).toEqual({
      artifacts: [{ kind: "request" }],
    });
  });
});

describe("bytes and dates", () => {
  it("share no memory with the original, a Buffer's included", () => {
    const payload = Buffer.from("secret");
    const startedAt = new Date(5);
    const { copy } = snapshot(GENERATION_SHAPE, { startedAt, artifacts: [{ kind: "request", payload }] });
    payload.fill(0);
    startedAt.setTime(0);
    expect(copy).toEqual({
      startedAt: new Date(5),
      artifacts: [{ kind: "request", payload: new TextEncoder().encode("secret") }],
    });
  });
});
