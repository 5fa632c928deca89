// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { classifyError, isAbortError } from "./classify-error.js";

// The steps themselves are scenarios of spec/scenarios/errors.yaml.

describe("errors of the platform", () => {
  it("are a timeout when a signal timed out", () => {
    expect(classifyError(AbortSignal.timeout(0).reason ?? new DOMException("late", "TimeoutError"))).toBe("timeout");
  });

  it("are the caller's when a signal was aborted", () => {
    const error = AbortSignal.abort().reason;
    expect([classifyError(error), isAbortError(error)]).toEqual(["client_error", true]);
  });
});

describe("a status", () => {
  it.each<[status: unknown, category: string]>([
    [100, "sdk_error"],
    [99, "sdk_error"],
    [400, "client_error"],
    [499, "client_error"],
    [500, "server_error"],
    [599, "server_error"],
    [600, "sdk_error"],
    [404.5, "sdk_error"],
    [Number.NaN, "sdk_error"],
    [" 404 ", "client_error"],
    ["4e2", "sdk_error"],
    [true, "sdk_error"],
    [{ valueOf: () => 429 }, "sdk_error"],
  ])("of %j is %s", (status, category) => {
    expect(classifyError({ status, message: "x" })).toBe(category);
  });

  it("is looked for on the error, then on its response, then on its body", () => {
    expect(classifyError({ status: 429, response: { status: 500 }, error: { status: 401 } })).toBe("rate_limit");
    expect(classifyError({ status: "none", response: { status: 500 }, error: { status: 401 } })).toBe("server_error");
    expect(classifyError({ error: { status: 401 } })).toBe("auth_error");
  });
});

describe("a hostile error", () => {
  it("costs only the fact that cannot be read", () => {
    const error = {
      status: 429,
      get name(): string {
        throw new Error("no");
      },
      get message(): string {
        throw new Error("no");
      },
    };
    expect(classifyError(error)).toBe("rate_limit");
  });

  it.each<[name: string, error: unknown]>([
    ["a proxy that throws", new Proxy({}, { get: () => expect.fail(), getPrototypeOf: () => expect.fail() })],
    ["an object without a prototype", Object.create(null)],
    ["a symbol", Symbol("x")],
    ["a function", () => 1],
    ["undefined", undefined],
  ])("that is %s is the SDK's", (_name, error) => {
    expect([classifyError(error), isAbortError(error)]).toEqual(["sdk_error", false]);
  });
});
