// SPDX-License-Identifier: Apache-2.0
import type { TableSection } from "../../tables/sections.js";
import type { ShapeNode, StructNode } from "../../tables/shape.js";

/** Type name -> id of the section that declares it. */
export function typeOwners(sections: readonly TableSection[]): ReadonlyMap<string, string> {
  const owners = sections.flatMap((section) =>
    [...section.structs, ...section.vocabularies].map((node) => [node.name, section.id] as const),
  );
  return new Map(owners);
}

/** Names of the structs and vocabularies that the fields of a struct name themselves, sorted. */
export function namedTypes(node: StructNode): readonly string[] {
  const names = new Set<string>();
  const visit = (shape: ShapeNode): void => {
    if (shape.kind === "list") visit(shape.item);
    if (shape.kind === "map") visit(shape.value);
    if (shape.kind === "struct" || shape.kind === "vocabulary") names.add(shape.name);
  };
  for (const field of node.fields) visit(field.shape);
  return [...names].sort();
}

/** Whether a field of the struct is of a kind, inside lists and maps too. */
export function usesKind(node: StructNode, kind: ShapeNode["kind"]): boolean {
  const visit = (shape: ShapeNode): boolean =>
    shape.kind === kind || (shape.kind === "list" && visit(shape.item)) || (shape.kind === "map" && visit(shape.value));
  return node.fields.some((field) => visit(field.shape));
}

/** Names of all structs that values of a shape are made of, inner ones included, sorted. */
export function reachableStructs(node: StructNode): readonly string[] {
  const names = new Set<string>();
  const visit = (shape: ShapeNode): void => {
    if (shape.kind === "list") visit(shape.item);
    if (shape.kind === "map") visit(shape.value);
    if (shape.kind !== "struct" || names.has(shape.name)) return;
    names.add(shape.name);
    for (const field of shape.fields) visit(field.shape);
  };
  for (const field of node.fields) visit(field.shape);
  return [...names].sort();
}
