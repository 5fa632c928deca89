// SPDX-License-Identifier: Apache-2.0
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { after } from "../testing-support/clock-start.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { RecordingSpan, type SpanEnd } from "./recording-span.js";

afterEach(() => {
  context.disable();
  vi.restoreAllMocks();
});

const START = { name: "start", kind: SpanKind.CLIENT, attributes: { early: 1 }, startedAt: after(0) };
const END: SpanEnd = {
  name: "end",
  attributes: { late: 2 },
  completedAt: after(10),
  exceptions: ["thrown text"],
  status: { code: SpanStatusCode.ERROR, message: "failed" },
};

function boom(): never {
  throw new Error("hostile");
}

/** A span or tracer of which every member throws. */
function hostile<T extends object>(): T {
  return new Proxy({} as T, { get: boom, has: boom });
}

describe("a recording's span", () => {
  it("starts and ends with what it is told", () => {
    const { tracer, spans } = createTestClient();
    new RecordingSpan(tracer, START).end(END);
    expect(spans()).toEqual([
      {
        name: "end",
        kind: "CLIENT",
        scope: "test",
        attributes: { early: 1, late: 2 },
        events: [{ name: "exception", at: after(10), attributes: { "exception.message": "thrown text" } }],
        status: { code: "ERROR", message: "failed" },
        startedAt: after(0),
        endedAt: after(10),
        parentSpanId: undefined,
      },
    ]);
  });

  it("is active inside run, across awaits, and not outside", async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const { tracer, rawSpans } = createTestClient();
    const span = new RecordingSpan(tracer, START);
    await span.run(async () => {
      await null;
      tracer.startSpan("child").end();
    });
    tracer.startSpan("stranger").end();
    const [child, stranger] = rawSpans();
    expect([child?.parentSpanContext?.spanId, stranger?.parentSpanContext]).toEqual([span.ids?.spanId, undefined]);
  });

  it("is a child of the span that is active when it starts", () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const { tracer, spans } = createTestClient();
    const request = tracer.startSpan("request");
    context.with(trace.setSpan(context.active(), request), () => new RecordingSpan(tracer, START).end(END));
    expect(spans()[0]?.parentSpanId).toBe(request.spanContext().spanId);
  });

  it("ends with an error when the recording could not be finished", () => {
    const { tracer, spans } = createTestClient();
    new RecordingSpan(tracer, START).fail("unexpected");
    expect(spans()).toMatchObject([{ name: "start", status: { code: "ERROR", message: "unexpected" }, events: [] }]);
  });
});

describe("a hostile tracer", () => {
  it.each<[name: string, tracer: Tracer | undefined]>([
    ["throws", hostile<Tracer>()],
    ["gives nothing", { startSpan: () => undefined } as unknown as Tracer],
    ["gives null", { startSpan: () => null } as unknown as Tracer],
    ["gives a span that throws", { startSpan: () => hostile<Span>() } as unknown as Tracer],
    ["is missing", undefined],
  ])("that %s costs the span and nothing else", (_name, tracer) => {
    const span = new RecordingSpan(tracer, START);
    expect(span.run(() => 5)).toBe(5);
    expect(span.ids).toBeUndefined();
    span.end(END);
    span.fail("again");
  });

  it("does not stop the rest of the end when one call throws", () => {
    const { tracer, spans } = createTestClient();
    const breaking: Pick<Tracer, "startSpan"> = {
      startSpan: (name, options) => {
        const span = tracer.startSpan(name, options);
        vi.spyOn(span, "recordException").mockImplementation(boom);
        vi.spyOn(span, "updateName").mockImplementation(boom);
        return span;
      },
    };
    new RecordingSpan(breaking as Tracer, START).end(END);
    expect(spans()).toMatchObject([{ name: "start", attributes: { late: 2 }, status: { code: "ERROR" } }]);
  });
});

describe("a hostile context manager", () => {
  it("runs the function exactly once when it throws before, and when it throws after", () => {
    const span = new RecordingSpan(createTestClient().tracer, START);
    const calls: string[] = [];
    const call = (name: string) => (): string => {
      calls.push(name);
      return name;
    };
    vi.spyOn(context, "with").mockImplementationOnce(boom);
    expect(span.run(call("before"))).toBe("before");
    vi.spyOn(context, "active").mockImplementation(boom);
    expect(new RecordingSpan(createTestClient().tracer, START).run(call("active"))).toBe("active");
    expect(calls).toEqual(["before", "active"]);
  });

  it.each<[name: string, manage: (fn: () => unknown) => unknown]>([
    [
      "throws after the function",
      (fn) => {
        fn();
        throw new Error("theirs");
      },
    ],
    ["does not call it", () => undefined],
    ["calls it twice", (fn) => [fn(), fn()]],
    [
      "returns something else",
      (fn) => {
        fn();
        return "theirs";
      },
    ],
    [
      "swallows what it throws",
      (fn) => {
        try {
          fn();
        } catch {
          return "theirs";
        }
        return undefined;
      },
    ],
  ])("that %s does not change what becomes of the function", (_name, manage) => {
    vi.spyOn(context, "with").mockImplementation((_context, fn) => manage(fn as () => unknown) as never);
    const span = new RecordingSpan(createTestClient().tracer, START);
    const mine = vi.fn(() => "mine");
    expect(span.run(mine)).toBe("mine");
    expect(mine).toHaveBeenCalledTimes(1);
    const error = new Error("mine");
    const failing = vi.fn(() => {
      throw error;
    });
    expect(() => span.run(failing)).toThrow(error);
    expect(failing).toHaveBeenCalledTimes(1);
  });

  it("does not hide what the function throws", () => {
    const span = new RecordingSpan(createTestClient().tracer, START);
    const mine = new Error("mine");
    let calls = 0;
    expect(() =>
      span.run(() => {
        calls += 1;
        throw mine;
      }),
    ).toThrow(mine);
    expect(calls).toBe(1);
  });
});
