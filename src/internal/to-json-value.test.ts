// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJsonObject, toJsonValue } from "./to-json-value.js";

const LIMITS = { maxDepth: 100, maxNodes: 100_000 };

const convert = (value: unknown): unknown => toJsonValue(value, LIMITS);

function boom(): never {
  throw new Error("hostile");
}

class Point {
  readonly x = 1;
  readonly #hidden = 2;
  get sum(): number {
    return this.x + this.#hidden;
  }
}

class Money {
  toJSON(): string {
    return "CHF 5";
  }
}

const sparse: unknown[] = [];
sparse[2] = "c";

const withGetter = {
  good: 1,
  get bad(): unknown {
    return boom();
  },
  last: 2,
};

describe("values that JSON has", () => {
  it.each<[name: string, value: unknown, expected: unknown]>([
    ["null", null, null],
    ["true", true, true],
    ["a number", 1.5, 1.5],
    ["a text", "x", "x"],
    ["an empty object", {}, {}],
    ["nested lists", [[], [1, [2]]], [[], [1, [2]]]],
    ["control characters and astral ones", "\u0000\u2028😀\u202e", "\u0000\u2028😀\u202e"],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ])("%s stays", (_name, value, expected) => {
    expect(convert(value)).toEqual(expected);
  });
});

describe("values that JSON does not have", () => {
  it.each<[name: string, value: unknown, expected: unknown]>([
    ["NaN", Number.NaN, null],
    ["Infinity", Number.NEGATIVE_INFINITY, null],
    ["a BigInt", 2n ** 70n, "1180591620717411303424"],
    ["undefined", undefined, undefined],
    ["a function", boom, undefined],
    ["a symbol", Symbol("x"), undefined],
    ["fields that JSON leaves out", { a: undefined, b: boom, c: Symbol("x"), d: 1 }, { d: 1 }],
    ["list items that JSON leaves out", [undefined, boom, Symbol("x"), 1], [null, null, null, 1]],
    ["symbol keys", { [Symbol("x")]: 1, a: 2 }, { a: 2 }],
    ["a sparse list", sparse, [null, null, "c"]],
    ["a Date", new Date("2026-03-01T12:00:00.000Z"), "2026-03-01T12:00:00.000Z"],
    ["an invalid Date", new Date(Number.NaN), null],
    ["an Error", new TypeError("bad"), { name: "TypeError", message: "bad" }],
    ["an Error with fields", Object.assign(new Error("bad"), { status: 429 }), { name: "Error", message: "bad" }],
    [
      "a Map",
      new Map<unknown, unknown>([
        ["a", new Set([1])],
        [2, "b"],
      ]),
      { a: [1], "2": "b" },
    ],
    [
      "a Map with odd keys",
      new Map<unknown, unknown>([
        [Symbol("s"), 1],
        [{}, 2],
      ]),
      { "Symbol(s)": 1, "[object Object]": 2 },
    ],
    ["a Set", new Set([1, "a", undefined]), [1, "a", null]],
    ["bytes", new Uint8Array([1, 2, 3]), "AQID"],
    ["a Buffer", Buffer.from("hi"), "aGk="],
    ["a view into bytes", new Uint8Array([1, 2, 3, 4]).subarray(1, 3), "AgM="],
    ["a DataView", new DataView(new Uint8Array([255]).buffer), "/w=="],
    ["floats", new Float32Array([1]), "AACAPw=="],
    ["an ArrayBuffer", new Uint8Array([1]).buffer, "AQ=="],
    ["a class instance", new Point(), { x: 1 }],
    ["an instance with toJSON", new Money(), "CHF 5"],
    ["a URL", new URL("http://localhost/x"), "http://localhost/x"],
    ["boxed values", [Object("x"), Object(1), Object(false), Object(1n)], ["x", 1, false, "1"]],
    ["a RegExp, a Promise, a WeakMap", [/x/, Promise.resolve(1), new WeakMap()], [{}, {}, {}]],
  ])("%s", (_name, value, expected) => {
    expect(convert(value)).toEqual(expected);
  });
});

describe("values that throw", () => {
  it.each<[name: string, value: unknown, expected: unknown]>([
    ["a getter", withGetter, { good: 1, bad: "[Unserializable]", last: 2 }],
    ["a list item", Object.defineProperty([1, 2, 3], 1, { get: boom }), [1, "[Unserializable]", 3]],
    ["toJSON", { a: { toJSON: boom }, b: 1 }, { a: "[Unserializable]", b: 1 }],
    ["a getter of toJSON", Object.defineProperty({}, "toJSON", { get: boom }), "[Unserializable]"],
    ["a proxy", new Proxy({}, { ownKeys: boom, get: boom }), "[Unserializable]"],
    ["a proxy that throws for its prototype", new Proxy({}, { getPrototypeOf: boom }), "[Unserializable]"],
    ["a revoked proxy", revoked(), "[Unserializable]"],
    ["the key of a Map", new Map([[{ toString: boom }, 1]]), "[Unserializable]"],
    ["the message of an Error", Object.defineProperty(new Error("x"), "message", { get: boom }), "[Unserializable]"],
    ["a fake Date", Object.create(Date.prototype), "[Unserializable]"],
    ["a fake Map", Object.create(Map.prototype), "[Unserializable]"],
  ])("%s costs only itself", (_name, value, expected) => {
    expect(convert(value)).toEqual(expected);
    expect(convert({ other: 1, value })).toMatchObject({ other: 1 });
  });

  function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }
});

describe("cycles", () => {
  it("are named where they close, in objects, lists, Maps and Sets", () => {
    const object: Record<string, unknown> = { name: "a" };
    object["self"] = object;
    const list: unknown[] = [1];
    list.push(list);
    const map = new Map<string, unknown>();
    map.set("map", map);
    const set = new Set<unknown>();
    set.add([set]);
    expect(convert([object, list, map, set])).toEqual([
      { name: "a", self: "[Circular]" },
      [1, "[Circular]"],
      { map: "[Circular]" },
      [["[Circular]"]],
    ]);
  });

  it("are not seen where an object only appears twice", () => {
    const shared = { a: 1 };
    expect(convert([shared, { shared }, shared])).toEqual([{ a: 1 }, { shared: { a: 1 } }, { a: 1 }]);
  });

  it("by way of toJSON come to an end", () => {
    const self = { toJSON: (): unknown => self };
    const endless = (): unknown => ({ toJSON: endless });
    expect(convert(self)).toBe("[Circular]");
    expect(convert(endless())).toBe("[Truncated]");
  });
});

describe("keys", () => {
  it("carry names of Object.prototype as plain data", () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":2,"prototype":3,"toString":4,"10":5}');
    const copy = convert(value) as object;
    expect(Object.entries(copy)).toEqual([
      ["10", 5],
      ["__proto__", { polluted: 1 }],
      ["constructor", 2],
      ["prototype", 3],
      ["toString", 4],
    ]);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("and texts are well-formed, also in Maps and Errors", () => {
    const cut = "x😀".slice(0, 2);
    const value = { [cut]: cut, map: new Map([[cut, [cut]]]), error: new Error(cut), set: new Set([cut]) };
    expect(convert(value)).toEqual({
      "x\ufffd": "x\ufffd",
      map: { "x\ufffd": ["x\ufffd"] },
      error: { name: "Error", message: "x\ufffd" },
      set: ["x\ufffd"],
    });
  });
});

describe("limits", () => {
  function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
    let value: unknown = "end";
    for (let level = 0; level < depth; level++) value = wrap(value);
    return value;
  }

  function depthOf(value: unknown): number {
    let depth = 0;
    for (let inner = value; typeof inner === "object" && inner !== null; depth++) inner = Object.values(inner)[0];
    return depth;
  }

  it.each<[name: string, wrap: (inner: unknown) => unknown]>([
    ["objects", (inner) => ({ inner })],
    ["lists", (inner) => [inner]],
    ["Maps", (inner) => new Map([["inner", inner]])],
    ["Sets", (inner) => new Set([inner])],
    ["toJSON", (inner) => ({ toJSON: () => ({ inner }) })],
  ])("cut %s that are 20,000 deep, without a stack overflow", (_name, wrap) => {
    const copy = convert(nested(20_000, wrap));
    expect(depthOf(copy)).toBeLessThanOrEqual(100);
    expect(JSON.stringify(copy)).toContain("[Truncated]");
  });

  it("leave what is exactly as deep as allowed", () => {
    const value = nested(100, (inner) => ({ inner }));
    expect(convert(value)).toEqual(value);
    expect(JSON.stringify(convert({ value }))).toContain("[Truncated]");
  });

  it("cut after so many values, with one marker per open list or object", () => {
    const limits = { maxDepth: 100, maxNodes: 5 };
    expect(toJsonValue([1, 2, 3, 4], limits)).toEqual([1, 2, 3, 4]);
    expect(toJsonValue([1, 2, 3, 4, 5, 6], limits)).toEqual([1, 2, 3, 4, "[Truncated]"]);
    expect(toJsonValue({ a: [1, 2, 3, 4], b: 5 }, limits)).toEqual({
      a: [1, 2, 3, "[Truncated]"],
      "[Truncated]": "[Truncated]",
    });
    expect(toJsonValue(new Map(Object.entries({ a: 1, b: 2, c: 3, d: 4, e: 5 })), limits)).toEqual({
      a: 1,
      b: 2,
      c: 3,
      d: 4,
      "[Truncated]": "[Truncated]",
    });
  });

  it("end a list that says it is four billion long, and an iterator without an end", () => {
    const long: unknown[] = [];
    long.length = 2 ** 32 - 1;
    class Endless extends Set<number> {
      override *[Symbol.iterator](): SetIterator<number> {
        for (;;) yield 1;
      }
      override *values(): SetIterator<number> {
        for (;;) yield 1;
      }
    }
    const limits = { maxDepth: 100, maxNodes: 1000 };
    expect(toJsonValue(long, limits)).toHaveLength(1000);
    expect(toJsonValue(new Endless([1, 2]), limits)).toEqual([1, 2]);
  });

  it("bound a web of shared objects, which would double with every level", () => {
    let value: unknown = 1;
    for (let level = 0; level < 60; level++) value = [value, value];
    expect(JSON.stringify(toJsonValue(value, { maxDepth: 100, maxNodes: 1000 })).length).toBeLessThan(20_000);
  });
});

describe("toJsonObject", () => {
  it.each<[name: string, value: unknown, expected: object]>([
    ["an object", { a: 1 }, { a: 1 }],
    ["a Map", new Map([["a", 1]]), { a: 1 }],
    ["null", null, {}],
    ["a text", "text", {}],
    ["a list", [1], {}],
    ["a Date", new Date(0), {}],
    ["a proxy that throws", new Proxy({}, { ownKeys: boom }), {}],
  ])("of %s is an object", (_name, value, expected) => {
    expect(toJsonObject(value, LIMITS)).toEqual(expected);
  });
});

/** JSON.stringify writes -0 as 0; the encoders of the SDK keep it. */
function withoutNegativeZero(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNegativeZero(item)]));
}

describe("every value", () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    stringUnit: "binary",
    key: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "constructor", "toJSON", "then")),
  });

  it("becomes one that JSON keeps as it is, and that is well-formed", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const copy = convert(value);
        if (copy === undefined) return;
        const text = JSON.stringify(copy);
        expect(JSON.parse(text)).toEqual(withoutNegativeZero(copy));
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("that is JSON already is copied, and shares nothing that can change", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const copy = convert(value);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
        if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
      }),
      { numRuns: 200 },
    );
  });

  it("stays within the limits", () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 20 }), (value, maxNodes) => {
        const copy = toJsonValue(value, { maxDepth: 3, maxNodes });
        const count = (item: unknown): number =>
          typeof item === "object" && item !== null
            ? Object.values(item).reduce((sum: number, inner) => sum + count(inner), 1)
            : 1;
        // Each list or object that is open when the limit is reached adds its marker.
        expect(count(copy)).toBeLessThanOrEqual(maxNodes + 3);
      }),
      { numRuns: 300 },
    );
  });
});
