// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  bytes,
  count,
  date,
  dictionary,
  fields,
  list,
  member,
  stringMap,
  text,
  textOrEmpty,
  unset,
  variants,
} from "./schema-values.js";

interface Person {
  name: string;
  age?: number | undefined;
}

const person = fields<Person>({ name: text(), age: unset(count()) });
type Shape = { kind: "circle"; radius: number } | { kind: "label"; text: string };
const shape = variants<Shape>(
  "kind",
  ["circle", "label"],
  [
    fields<Extract<Shape, { kind: "circle" }>>({ kind: member(["circle"]), radius: count() }),
    fields<Extract<Shape, { kind: "label" }>>({ kind: member(["label"]), text: textOrEmpty() }),
  ],
);

const messages = (schema: z.ZodType<unknown>, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path, message }) => ({ path, message }));

describe("messages end a sentence", () => {
  it.each([
    ["text", text(), 5, "must be a string"],
    ["member", member(["a", "b"]), "c", "must be one of a|b"],
    ["count", count(), -1, "must be a non-negative integer"],
    ["bytes", bytes(), [1], "must be a string or bytes"],
    ["date", date(), new Date(Number.NaN), "must be a valid date"],
    ["dictionary", dictionary(), new Map(), "must be an object"],
    ["string map", stringMap(), { a: 1 }, "must be a map of strings"],
    ["list", list(text()), "a", "must be a list"],
    ["fields", person, "a", "must be an object"],
    ["variants", shape, "a", "must be an object"],
  ])("%s", (_, schema, value, message) => {
    expect(messages(schema, value)).toEqual([{ path: [], message }]);
  });

  it("about the kind of a variant", () => {
    expect(messages(shape, { kind: "square" })).toEqual([{ path: ["kind"], message: "must be one of circle|label" }]);
  });
});

describe("parsing", () => {
  it("takes null for absent and drops unknown keys", () => {
    expect(person.parse({ name: "Ada", age: null, unknown: 1 })).toEqual({ name: "Ada", age: undefined });
  });

  it("keeps data that naive schemas lose", () => {
    const data = JSON.parse('{"__proto__":"x","constructor":"y"}') as unknown;
    expect([stringMap().parse(data), dictionary().parse(data)].map((value) => JSON.stringify(value))).toEqual(
      Array(2).fill('{"__proto__":"x","constructor":"y"}'),
    );
  });

  it("fills the text that a stripped part may miss", () => {
    expect(shape.parse({ kind: "label" })).toEqual({ kind: "label", text: "" });
  });

  it("has a JSON Schema", () => {
    expect(z.toJSONSchema(person)).toMatchObject({
      type: "object",
      properties: { name: { type: "string" }, age: { type: "integer", minimum: 0 } },
      required: ["name"],
    });
  });
});
