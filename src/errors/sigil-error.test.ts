// SPDX-License-Identifier: Apache-2.0
import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { ADAPTER_ERROR_MESSAGES } from "../../generated/ts/adapter-errors.js";
import { ERROR_MESSAGES } from "../../generated/ts/errors.js";
import { EXPORT_ERROR_MESSAGES } from "../../generated/ts/export-errors.js";
import { RATING_ERROR_MESSAGES } from "../../generated/ts/rating-errors.js";
import { readSpecRows } from "../testing-support/spec-rows.js";
import { createSigilError, errorText, fillMessage, isSigilError, SigilError } from "./sigil-error.js";

interface CodeRow {
  readonly code: SigilError["code"];
  readonly message: string;
  readonly examples: readonly string[];
}

const hostile = new Proxy(
  {},
  {
    get: () => expect.fail("get"),
    has: () => expect.fail("has"),
    getPrototypeOf: () => expect.fail("getPrototypeOf"),
  },
);

/** Each area has its own messages, which come with the code that needs them. */
const MESSAGES: Readonly<Record<string, string>> = {
  ...ERROR_MESSAGES,
  ...EXPORT_ERROR_MESSAGES,
  ...RATING_ERROR_MESSAGES,
  ...ADAPTER_ERROR_MESSAGES,
};

describe("messages", () => {
  it.each(readSpecRows<CodeRow>("errors", "codes").map((row) => [row.code, row] as const))(
    "give the spec's examples of %s",
    (code, { message, examples }) => {
      for (const example of examples) {
        const names = [...message.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => name as string);
        const escaped = message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\{[a-z_]+\\\}/g, "(.*?)");
        const values = new RegExp(`^${escaped}$`).exec(example)?.slice(1) ?? expect.fail(`${example} does not fit`);
        const named = Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
        expect(fillMessage(MESSAGES[code] ?? "", named)).toBe(example);
      }
    },
  );

  it("belong to no two areas", () => {
    const areas = [ERROR_MESSAGES, EXPORT_ERROR_MESSAGES, RATING_ERROR_MESSAGES, ADAPTER_ERROR_MESSAGES];
    const codes = areas.flatMap((messages) => Object.keys(messages));
    expect([...codes].sort()).toEqual(
      readSpecRows<CodeRow>("errors", "codes")
        .map(({ code }) => code)
        .sort(),
    );
  });
});

describe("createSigilError", () => {
  it("leaves a placeholder without a value, and does not look into values", () => {
    expect(createSigilError("config").message).toBe("{problem}");
    expect(createSigilError("payload_too_large", { size: "{limit}", limit: 5 }).message).toBe(
      "sigil: generation enqueue failed: generation payload exceeds max bytes ({limit} > 5)",
    );
  });

  it("carries a cause and details", () => {
    const cause = new Error("inner");
    const error = createSigilError("internal", { problem: "x" }, { cause, details: { status: 503 } });
    const { name, cause: seen, details } = error;
    expect({ name, seen, details, isError: error instanceof Error }).toEqual({
      name: "SigilError",
      seen: cause,
      details: { status: 503 },
      isError: true,
    });
    expect("cause" in createSigilError("internal", { problem: "x" })).toBe(false);
  });

  it("shows no brand", () => {
    expect(inspect(new SigilError("config", "wrong"))).not.toContain("sigil-sdk.error");
  });
});

describe("isSigilError", () => {
  it("knows its own errors, of any code or of one", () => {
    const error = new SigilError("config", "wrong");
    expect([isSigilError(error), isSigilError(error, "config"), isSigilError(error, "auth")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("knows those of another copy of the package", async () => {
    vi.resetModules();
    const other = await import("./sigil-error.js");
    const error = new other.SigilError("auth", "no");
    expect({ isOther: other.SigilError !== SigilError, known: isSigilError(error, "auth") }).toEqual({
      isOther: true,
      known: true,
    });
  });

  it.each([
    ["an Error", new Error("x")],
    ["a look-alike", { name: "SigilError", code: "config", message: "x" }],
    ["null", null],
    ["undefined", undefined],
    ["a string", "SigilError"],
    ["a hostile proxy", hostile],
  ])("is false for %s", (_, value) => {
    expect(isSigilError(value)).toBe(false);
  });
});

describe("errorText", () => {
  it.each([
    [new TypeError("two\nlines"), "two\nlines"],
    [{ message: "plain" }, "plain"],
    [{ message: 7 }, "[object Object]"],
    ["text", "text"],
    [undefined, "undefined"],
    [Symbol("s"), "Symbol(s)"],
    [hostile, "unknown error"],
    [Object.create(null), "unknown error"],
  ])("finds the text of anything that was thrown: %#", (value, text) => {
    expect(errorText(value)).toBe(text);
  });

  it("reads a message once", () => {
    let reads = 0;
    const text = errorText({
      get message() {
        reads += 1;
        return `read ${reads}`;
      },
    });
    expect(text).toBe("read 1");
  });
});
