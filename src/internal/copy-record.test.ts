// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Copier } from "./copier.js";
import { copyRecord } from "./copy-record.js";
import {
  BOOLEAN,
  BYTES,
  COUNT,
  DATE,
  DEMANDED,
  DISCRIMINATOR,
  DOUBLE,
  type FieldShape,
  FREE_MEMBER,
  INTEGER,
  LIST,
  MEMBER,
  NESTED,
  type RecordShape,
  STRING_MAP,
  STRUCT,
  TEXT,
  VARIANT,
} from "./record-shape.js";

function createCopier(isStrict = false): Copier & { readonly notes: string[] } {
  const notes: string[] = [];
  const copier = new Copier(
    {
      note: (field, reason) => notes.push(`${field}: ${reason}`),
      toJsonObject: () => ({ converted: true }),
      toJsonValue: (value) => value,
    },
    isStrict,
  );
  return Object.assign(copier, { notes });
}

/** A copy of the one field `startedAt`. */
function copyField(
  field: readonly [flags: number, number?: number, detail?: FieldShape[3]],
  value: unknown,
  copier: Copier,
) {
  const [flags, number, detail] = field;
  const shape: RecordShape<{ startedAt?: unknown }> = [["startedAt", flags, number, detail as never]];
  return copyRecord(shape, { startedAt: value }, copier).startedAt;
}

describe.each<
  [expected: string, field: Parameters<typeof copyField>[0], accepted: readonly unknown[], refused: readonly unknown[]]
>([
  ["a string", [TEXT], ["", "text"], [5, {}, ["a"]]],
  ["one of SYNC|STREAM", [MEMBER, 1, ["SYNC", "STREAM"]], ["SYNC"], ["sync", 1]],
  ["a number", [DOUBLE], [0, -1.5], ["1", Number.NaN, Number.POSITIVE_INFINITY, 1n]],
  ["an integer", [INTEGER], [-1, 0], [1.5, 2 ** 53, "1"]],
  ["true or false", [BOOLEAN], [true, false], [0, "true"]],
  ["a string or bytes", [BYTES], ["", new Uint8Array(2)], [[1], 5]],
  ["a valid date", [DATE], [new Date(0)], ["2026-01-01", 0, new Date(Number.NaN), new Date(8.64e15)]],
  ["a map of strings", [STRING_MAP], [{}, { a: "b" }], [{ a: 1 }, [["a", "b"]], "a=b"]],
  ["an object", [NESTED, 1, [] as RecordShape<never>], [{}], [5, "text", []]],
  ["a list", [TEXT | LIST], [[], ["a"]], [new Set(["a"]), "a"]],
])("a field that must be %s", (expected, field, accepted, refused) => {
  it("takes what fits", () => {
    const copier = createCopier(true);
    expect(accepted.map((value) => copyField(field, value, copier))).toEqual(accepted);
    expect(copier.mismatch).toBeUndefined();
  });

  it.each(refused.map((value) => [value]))("leaves out %s, and notes it", (value) => {
    const copier = createCopier(true);
    const copy = copyField(field, value, copier);
    // A map loses only the entry that is wrong.
    expect(copy === undefined || Object.values(copy as object).every((entry) => entry === undefined)).toBe(true);
    expect(copier.mismatch).toEqual({ path: ".started_at", expected });
  });
});

describe("text", () => {
  it.each([
    ["plain", "plain"],
    ["\ud83d\ude00", "\ud83d\ude00"],
    ["a\ud800", "a\ufffd"],
    ["\udc00\ud800", "\ufffd\ufffd"],
  ])("%j becomes %j", (value, expected) => {
    expect([TEXT, BYTES].map((kind) => copyField([kind], value, createCopier()))).toEqual([expected, expected]);
  });
});

describe("a count", () => {
  const values = [0, Number.MAX_SAFE_INTEGER, -1, 1.5, 2 ** 53, "5"];

  it("that the wire cannot hold is left out, and named", () => {
    const copier = createCopier();
    expect(values.map((value) => copyField([COUNT], value, copier))).toEqual([
      ...values.slice(0, 2),
      ...Array(4).fill(undefined),
    ]);
    expect({ mismatch: copier.mismatch, notes: copier.notes }).toEqual({
      mismatch: undefined,
      notes: Array(4).fill("started_at: not a safe non-negative integer, left unset"),
    });
  });

  it("is a wrong type to those who only check", () => {
    const copier = createCopier(true);
    for (const value of values) copyField([COUNT], value, copier);
    expect({ mismatch: copier.mismatch, notes: copier.notes }).toEqual({
      mismatch: { path: ".started_at", expected: "a non-negative integer" },
      notes: [],
    });
  });
});

describe("dates and bytes", () => {
  it("share nothing with the original, a part of a pooled buffer included", () => {
    const date = new Date(5);
    const buffer = Buffer.from("xabcx").subarray(1, 4);
    const copies = [copyField([DATE], date, createCopier()), copyField([BYTES], buffer, createCopier())];
    date.setTime(0);
    buffer.fill(0);
    expect(copies).toEqual([new Date(5), new Uint8Array([97, 98, 99])]);
  });
});

describe("words of an enum", () => {
  it("are not looked at where somebody else decides about them", () => {
    const copier = createCopier(true);
    expect(copyField([FREE_MEMBER], "fulll", copier)).toBe("fulll");
    expect(copier.mismatch).toBeUndefined();
  });
});

describe("lists", () => {
  it("are copied element by element, and name the element that is wrong", () => {
    const copier = createCopier();
    expect(copyField([TEXT | LIST], ["a", 5, "b\ud800"], copier)).toEqual(["a", undefined, "b\ufffd"]);
    expect(copier.mismatch).toEqual({ path: ".started_at[1]", expected: "a string" });
  });

  it("end at a hole, which is wrong, however long they say they are", () => {
    const copier = createCopier();
    const list = ["a"];
    list[2 ** 32 - 2] = "b";
    expect(copyField([TEXT | LIST], list, copier)).toEqual(["a", undefined]);
    expect(copier.mismatch).toEqual({ path: ".started_at[1]", expected: "a string" });
  });
});

describe("maps of strings", () => {
  it("are copied into a plain object, own entries only", () => {
    const map = Object.assign(Object.create({ inherited: "no" }) as Record<string, string>, {
      team: "search",
      "b\ud800": "\udc00",
    });
    expect(copyField([STRING_MAP], map, createCopier())).toStrictEqual({ team: "search", "b\ufffd": "\ufffd" });
  });

  it("carry __proto__ as data", () => {
    const map = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    expect(JSON.stringify(copyField([STRING_MAP], map, createCopier()))).toBe('{"__proto__":"x"}');
  });
});

describe("free-form objects", () => {
  it("are made JSON-safe, also a Map, but for those who only check", () => {
    const map = new Map();
    const [copier, strict] = [createCopier(), createCopier(true)];
    expect([{ a: 1 }, map].map((value) => copyField([STRUCT], value, copier))).toEqual([
      { converted: true },
      { converted: true },
    ]);
    expect(copyField([STRUCT], map, strict)).toBeUndefined();
    expect([copier.mismatch, strict.mismatch]).toEqual([undefined, { path: ".started_at", expected: "an object" }]);
  });
});

interface Thing {
  name?: string;
  size?: number;
}
const THING: RecordShape<Thing> = [
  ["name", TEXT],
  ["size", DOUBLE],
];

describe("objects", () => {
  it("hold the fields of their shape that are set, and nothing else", () => {
    const value = { name: "a", size: undefined, other: 5 } as object;
    expect(copyRecord(THING, value, createCopier())).toStrictEqual({ name: "a" });
    expect(copyRecord(THING, { name: null } as never, createCopier())).toStrictEqual({});
  });

  it("are named by the way to them, and only the first mistake counts", () => {
    const copier = createCopier();
    const shape: RecordShape<{ toolCall: Thing; tools: Thing[] }> = [
      ["toolCall", NESTED, 1, THING],
      ["tools", NESTED | LIST, 2, THING],
    ];
    const wrong = { name: 5 as unknown as string };
    copyRecord(shape, { toolCall: {}, tools: [{ name: "a" }, wrong, wrong] }, copier);
    expect(copier.mismatch).toEqual({ path: ".tools[1].name", expected: "a string" });
    const other = createCopier();
    copyRecord(shape, { toolCall: wrong, tools: [wrong] }, other);
    expect(other.mismatch).toEqual({ path: ".tool_call.name", expected: "a string" });
  });

  it("lose a field whose accessor throws, and only that", () => {
    const copier = createCopier();
    const hostile = {
      get name(): string {
        throw new Error("no");
      },
      size: 1,
    };
    expect(copyRecord(THING, hostile, copier)).toEqual({ size: 1 });
    expect(copier.notes).toEqual(["name: reading it threw, left unset"]);
  });

  it("cannot be read at all as a revoked proxy", () => {
    const copier = createCopier();
    const { proxy, revoke } = Proxy.revocable<Thing>({}, {});
    revoke();
    expect(copyRecord(THING, proxy, copier)).toEqual({});
    expect(copier.notes).toEqual(["name: reading it threw, left unset", "size: reading it threw, left unset"]);
  });

  it("have a wrong word where a reader decides about wrong words and none can be read", () => {
    const hostile = Object.defineProperty({}, "mode", { get: () => expect.fail() });
    expect(copyRecord<object>([["mode", FREE_MEMBER]], hostile, createCopier())).toEqual({
      mode: expect.stringContaining("threw"),
    });
  });

  it.each([null, 5, "text", [] as unknown])("cannot be %j, which has no fields", (value) => {
    const copier = createCopier();
    expect(copyRecord(THING, value as never, copier)).toEqual({});
    expect(copier.mismatch).toEqual({ path: "", expected: "an object" });
  });

  it("have to be there where no rule reports their absence", () => {
    const copier = createCopier();
    copyRecord<{ input?: Thing }>([["input", NESTED | DEMANDED, 1, THING]], {}, copier);
    expect(copier.mismatch).toEqual({ path: ".input", expected: "an object" });
  });
});

describe("a map of strings", () => {
  const copyMap = (value: object, copier: Copier) => copyField([STRING_MAP], value, copier);

  it("takes numbers and booleans as texts, and what is unset as no entry", () => {
    const copier = createCopier();
    const map = { text: "a", number: 5, nan: Number.NaN, yes: true, none: undefined, nothing: null };
    expect(copyMap(map, copier)).toStrictEqual({ text: "a", number: "5", nan: "NaN", yes: "true" });
    expect(copier.mismatch).toBeUndefined();
  });

  it.each([[{}], [[]], [1n], [Symbol("a")], [() => 1]])("leaves out %s, and notes it", (value) => {
    const copier = createCopier();
    expect(copyMap({ text: "a", value }, copier)).toStrictEqual({ text: "a" });
    expect(copier.mismatch).toEqual({ path: ".started_at", expected: "a map of strings" });
  });

  it.each([5, true, null, undefined])("is judged with %s in it as it was handed over", (value) => {
    const copier = createCopier(true);
    expect(copyMap({ text: "a", value }, copier)).toStrictEqual({ text: "a" });
    expect(copier.mismatch).toEqual({ path: ".started_at", expected: "a map of strings" });
  });
});

describe("the payload of another kind", () => {
  const shape: RecordShape<object> = [
    ["kind", DISCRIMINATOR, undefined, { text: "text", thing: "thing" }],
    ["text", TEXT | VARIANT, 1],
    ["thing", NESTED | VARIANT, 2, THING],
  ];

  it("is copied so that the validator sees it, and may hold anything", () => {
    const copier = createCopier();
    const value = { kind: "text", text: "a", thing: { name: 5, size: 1 } };
    expect(copyRecord(shape, value, copier)).toEqual({ kind: "text", text: "a", thing: { size: 1 } });
    expect(copier.mismatch).toBeUndefined();
  });

  it("is no excuse for the own one", () => {
    const copier = createCopier();
    copyRecord(shape, { kind: "thing", text: 5, thing: { name: 5 } }, copier);
    expect(copier.mismatch).toEqual({ path: ".thing.name", expected: "a string" });
  });
});
