// SPDX-License-Identifier: Apache-2.0
/**
 * Shapes of the tables that every target gets. A shape is stated once: TypeScript infers the row type from it, `conform`
 * checks rows against it, and each language writes its own type from it.
 */

export type ShapeNode =
  /** `constants` names the constant group whose members the string is written with. */
  | { readonly kind: "string"; readonly constants?: string | undefined }
  | { readonly kind: "int" | "double" | "boolean" | "scalar" }
  | VocabularyNode
  | { readonly kind: "list"; readonly item: ShapeNode }
  | { readonly kind: "map"; readonly value: ShapeNode }
  | StructNode;

/** A closed set of words that the meta-schema fixes; the same for every spec. */
export interface VocabularyNode {
  readonly kind: "vocabulary";
  readonly name: string;
  readonly brief: string;
  readonly values: readonly string[];
}

export interface StructNode {
  readonly kind: "struct";
  readonly name: string;
  readonly brief: string;
  readonly fields: readonly FieldNode[];
}

export interface FieldNode {
  readonly name: string;
  readonly brief: string;
  readonly optional: boolean;
  readonly shape: ShapeNode;
}

/** A node that remembers the TypeScript type of its values. */
export interface Shape<T, N extends ShapeNode = ShapeNode> {
  readonly node: N;
  /** Never set; carries the type. */
  readonly type?: T;
}

export interface Field<T, Optional extends boolean> {
  readonly shape: Shape<T>;
  readonly brief: string;
  readonly optional: Optional;
}

export type EmptyMap = Readonly<Record<string, never>>;

/** A value whose type differs per row: text, number, switch, or an empty map. */
export type Scalar = string | number | boolean | EmptyMap;

type Fields = Readonly<Record<string, Field<unknown, boolean>>>;
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K]["optional"] extends true ? K : never }[keyof F];
type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;
type Row<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: ValueOf<F[K]> | undefined;
};

export type Infer<S> = S extends Shape<infer T> ? T : never;

export const text: Shape<string> = { node: { kind: "string" } };
export const int: Shape<number> = { node: { kind: "int" } };
export const double: Shape<number> = { node: { kind: "double" } };
export const bool: Shape<boolean> = { node: { kind: "boolean" } };
export const scalar: Shape<Scalar> = { node: { kind: "scalar" } };

/** Text that is written as a constant of the group when the group has it. */
export function constant(group: string): Shape<string> {
  return { node: { kind: "string", constants: group } };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return { node: { kind: "list", item: item.node } };
}

export function map<T>(value: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return { node: { kind: "map", value: value.node } };
}

export function vocabulary<const V extends readonly string[]>(
  name: string,
  brief: string,
  values: V,
): Shape<V[number], VocabularyNode> {
  return { node: { kind: "vocabulary", name, brief, values } };
}

export function field<T>(shape: Shape<T>, brief: string): Field<T, false> {
  return { shape, brief, optional: false };
}

export function optional<T>(shape: Shape<T>, brief: string): Field<T, true> {
  return { shape, brief, optional: true };
}

export function struct<F extends Fields>(name: string, brief: string, fields: F): Shape<Row<F>, StructNode> {
  const nodes = Object.entries(fields).map(([key, value]) => ({
    name: key,
    brief: value.brief,
    optional: value.optional,
    shape: value.shape.node,
  }));
  return { node: { kind: "struct", name, brief, fields: nodes } };
}
