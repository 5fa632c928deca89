// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type SchemaRule, type SchemaSubject, withRules } from "./schema-rules.js";
import { fields, list, text, unset } from "./schema-values.js";

interface Item {
  name?: string | undefined;
}
interface Order {
  id?: string | undefined;
  items?: Item[] | undefined;
  metadata?: Record<string, unknown> | undefined;
}

const item = fields<Item>({ name: unset(text()) });
const order = fields<Omit<Order, "metadata">>({ id: unset(text()), items: unset(list(item)) });

function subject(rules: readonly Partial<SchemaRule>[]): SchemaSubject {
  return {
    root: "order",
    type: "Order",
    marker: "mode",
    types: {
      Order: {
        fields: {
          id: { name: "id", kind: "string" },
          items: { name: "items", kind: "object", list: true, type: "Item" },
        },
      },
      Item: { fields: { name: { name: "name", kind: "string" } } },
    },
    typeRule: { id: "types", message: "{path} must be {type}" },
    rules: rules.map((rule, index) => ({
      id: `rule-${index}`,
      type: "Order",
      property: "id",
      check: "non_blank",
      message: "{path} is wrong",
      ...rule,
    })),
  };
}

const issues = (value: unknown, ...rules: readonly Partial<SchemaRule>[]) =>
  withRules(order, subject(rules))
    .safeParse(value)
    .error?.issues.map((issue) => ({
      path: issue.path,
      message: issue.message,
      rule: issue.code === "custom" ? issue.params?.rule : undefined,
    }));

describe("rules in a schema", () => {
  it("are reported with place, message and id, in the order of the walk", () => {
    const value = { id: " ", items: [{ name: "a" }, { name: "" }, null] };
    expect(issues(value, { type: "Item", property: "name", message: "{path}.name is required" }, {})).toEqual([
      { path: ["items", 1, "name"], message: "order.items[1].name is required", rule: "rule-0" },
      { path: ["items", 2, "name"], message: "order.items[2].name is required", rule: "rule-0" },
      { path: ["id"], message: "order is wrong", rule: "rule-1" },
    ]);
  });

  it("come before types, which are reported under the type rule", () => {
    expect(issues({ id: 5, items: "none" }, { ifPresent: true })).toEqual([
      { path: ["id"], message: "order.id must be a string", rule: "types" },
      { path: ["items"], message: "order.items must be a list", rule: "types" },
    ]);
  });

  it("are not checked under the marker that relaxes them", () => {
    expect(issues({ metadata: { mode: "relaxed" } }, { relaxedUnder: "relaxed" })).toBeUndefined();
    expect(issues({ metadata: { mode: "strict" } }, { relaxedUnder: "relaxed" })).toHaveLength(1);
  });

  it("of an unknown check are a mistake of the generator", () => {
    expect(() => issues({ id: "a" }, { check: "magic" })).toThrow("unknown check: magic");
  });
});
