// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from "vitest";
import type { DropEvent, DropListener } from "../config/option-types.js";
import { Diagnostics } from "../diagnostics/diagnostics.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { createExportError } from "../export/export-failure.js";
import { LossReporter } from "./loss-reporter.js";

function createReporter(listeners: { onDrop?: DropListener; onError?: (error: SigilError) => void } = {}) {
  const lines: string[] = [];
  const diagnostics = new Diagnostics({ warn: (line) => void lines.push(line) });
  const { onDrop, onError } = listeners;
  return { lines, reporter: new LossReporter({ onDrop, onError }, diagnostics) };
}

const full = createSigilError("queue_full");
const stopped = createSigilError("shutdown");

describe("LossReporter", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("tells the listeners of every loss at once", () => {
    const events: DropEvent[] = [];
    const errors: SigilError[] = [];
    const { reporter } = createReporter({
      onDrop: (event) => void events.push(event),
      onError: (error) => void errors.push(error),
    });
    reporter.report("queue_full", ["a"], full);
    reporter.report("shutdown", ["b", "c"], stopped);
    expect({ events, errors }).toEqual({
      events: [
        { reason: "queue_full", generationIds: ["a"], error: full },
        { reason: "shutdown", generationIds: ["b", "c"], error: stopped },
      ],
      errors: [full, stopped],
    });
  });

  it("does not tell a listener of what it loses itself, and counts it", () => {
    const told: string[] = [];
    const { lines, reporter } = createReporter({
      onDrop: ({ generationIds }) => {
        told.push(...generationIds);
        reporter.report("shutdown", ["from onDrop"], stopped);
      },
      onError: ({ code }) => {
        told.push(code);
        reporter.reportError(full);
      },
    });
    reporter.report("queue_full", ["a"], full);
    reporter.report("queue_full", ["b"], full);
    reporter.writeLine();
    expect(told).toEqual(["a", "queue_full", "b", "queue_full"]);
    expect(lines).toEqual([
      "sigil: 1 generations were dropped, the last as shutdown: client is shutting down",
      "sigil: generation queue is full",
      "sigil: 3 generations were dropped, the last as queue_full: generation queue is full",
    ]);
  });

  it("writes at most one line in ten seconds, with the losses since the last", () => {
    let now = 50_000;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const { lines, reporter } = createReporter();
    for (const elapsed of [0, 1, 9_998, 1, 20_000]) {
      now += elapsed;
      reporter.report("queue_full", ["a", "b"], full);
    }
    const line = (count: number): string =>
      `sigil: ${count} generations were dropped, the last as queue_full: generation queue is full`;
    expect(lines).toEqual([line(2), line(6), line(2)]);
  });

  it("writes on demand what it has held back, and nothing twice", () => {
    const { lines, reporter } = createReporter();
    reporter.writeLine();
    reporter.report("queue_full", ["a"], full);
    reporter.report("shutdown", ["b", "c"], stopped);
    reporter.writeLine();
    reporter.writeLine();
    expect(lines).toEqual([
      "sigil: 1 generations were dropped, the last as queue_full: generation queue is full",
      "sigil: 2 generations were dropped, the last as shutdown: client is shutting down",
    ]);
  });

  it("says once that nothing can be sent", () => {
    const { lines, reporter } = createReporter();
    const error = createExportError("transport", "this runtime has no node:http2");
    for (let index = 0; index < 3; index += 1) reporter.report("no_transport", ["a"], error);
    reporter.writeLine();
    expect(lines).toEqual(["sigil: generation export failed: this runtime has no node:http2"]);
  });

  it.each<[string, () => unknown]>([
    ["throw", () => expect.fail("listener")],
    ["reject", () => Promise.reject(new Error("listener"))],
    ["return what throws when it is awaited", () => new Proxy({}, { get: () => expect.fail("get") })],
  ])("swallows what listeners %s", async (_, listener) => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", note);
    const { lines, reporter } = createReporter({ onDrop: listener as DropListener, onError: listener as () => void });
    reporter.report("queue_full", ["a"], full);
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("unhandledRejection", note);
    expect({ rejections, lines: lines.length }).toEqual({ rejections: [], lines: 1 });
  });
});
