// SPDX-License-Identifier: Apache-2.0
import type { FieldNode, ShapeNode, StructNode, VocabularyNode } from "../../tables/shape.js";
import type { Doc } from "./fill.js";

/** How a language writes the values of tables. */
export interface LiteralSyntax {
  text(value: string): string;
  /** A reference to a constant of the group, when it has one with the value. */
  constant(group: string, value: string): string | undefined;
  word(node: VocabularyNode, value: string): string;
  /** `kind`: declared type; `scalar` stands where the type differs per row. */
  number(value: number, kind: "int" | "double" | "scalar"): string;
  boolean(value: boolean): string;
  emptyMap(): string;
  list(item: ShapeNode, values: readonly Doc[]): Doc;
  map(value: ShapeNode, entries: readonly (readonly [string, Doc])[]): Doc;
  /** Unset fields have no value. */
  struct(node: StructNode, fields: readonly { readonly field: FieldNode; readonly value: Doc | undefined }[]): Doc;
}

/** Turns a value that conforms to its shape into source text. */
export function toLiteral(node: ShapeNode, value: unknown, syntax: LiteralSyntax): Doc {
  switch (node.kind) {
    case "string": {
      const text = String(value);
      return (node.constants === undefined ? undefined : syntax.constant(node.constants, text)) ?? syntax.text(text);
    }
    case "int":
    case "double":
      return syntax.number(Number(value), node.kind);
    case "boolean":
      return syntax.boolean(value === true);
    case "scalar":
      return scalarLiteral(value, syntax);
    case "vocabulary":
      return syntax.word(node, String(value));
    case "list":
      // `conform` has checked that the value is a list, a map or a row.
      return syntax.list(
        node.item,
        (value as readonly unknown[]).map((item) => toLiteral(node.item, item, syntax)),
      );
    case "map": {
      const entries = Object.entries(value as Readonly<Record<string, unknown>>);
      return syntax.map(
        node.value,
        entries.map(([key, item]) => [key, toLiteral(node.value, item, syntax)] as const),
      );
    }
    case "struct": {
      const row = value as Readonly<Record<string, unknown>>;
      const fields = node.fields.map((field) => {
        const member = row[field.name];
        return { field, value: member === undefined ? undefined : toLiteral(field.shape, member, syntax) };
      });
      return syntax.struct(node, fields);
    }
  }
}

export function scalarLiteral(value: unknown, syntax: LiteralSyntax): string {
  if (typeof value === "string") return syntax.text(value);
  if (typeof value === "number") return syntax.number(value, "scalar");
  if (typeof value === "boolean") return syntax.boolean(value);
  return syntax.emptyMap();
}
