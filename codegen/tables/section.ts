// SPDX-License-Identifier: Apache-2.0

import type { SpecModel } from "../model.js";
import { constantCase } from "../naming.js";
import type { Shape, StructNode } from "./shape.js";

/** One named value of the spec, for example `ATTR_` + `GEN_AI_REQUEST_MODEL`. */
export interface Constant {
  /** Upper case, without the prefix of its group. */
  readonly name: string;
  readonly value: string | number | boolean;
  readonly brief: string;
}

/** Constants that belong together; each language prefixes them or puts them into a class. */
export interface ConstantGroup {
  /** What `constant(...)` shapes refer to. */
  readonly id: string;
  /** Prefix where constants share one namespace: `ATTR`; empty for constants that stand alone. */
  readonly prefix: string;
  /** Class where constants live in classes: `AttributeKeys`. */
  readonly className: string;
  readonly brief: string;
  readonly constants: readonly Constant[];
}

/** `ATTR` + `USER_ID` = `ATTR_USER_ID`. */
export function fullName(group: ConstantGroup, constant: Constant): string {
  return group.prefix === "" ? constant.name : `${group.prefix}_${constant.name}`;
}

/** One namespace of the tables: its shape, how the spec fills it, and the constants that go with it. */
export interface SectionDefinition<T = unknown> {
  /** Key in the tables and stem of file names. */
  readonly id: string;
  readonly brief: string;
  /** Spec files that the section is made from. */
  readonly inputs: readonly string[];
  readonly shape: Shape<T, StructNode>;
  build(model: SpecModel): T;
  constants(model: SpecModel): readonly ConstantGroup[];
}

/** Checks that `build` returns what `shape` says. */
export function defineSection<T>(definition: SectionDefinition<T>): SectionDefinition {
  return definition;
}

interface Group<E> {
  readonly id: string;
  readonly prefix: string;
  readonly className: string;
  readonly brief: string;
  readonly entries: readonly E[];
  /** Text that the name is made of; default: the value. */
  name?(entry: E): string;
  value(entry: E): string | number | boolean | undefined;
}

/** A group from spec entries; entries without a value have no constant, entries with one value share the first's. */
export function constantGroup<E extends { readonly brief: string }>(group: Group<E>): ConstantGroup {
  const constants = new Map<string, Constant>();
  for (const entry of group.entries) {
    const value = group.value(entry);
    if (value === undefined) continue;
    const name = constantCase(group.name?.(entry) ?? String(value));
    const known = constants.get(name);
    if (name === "" || (known !== undefined && known.value !== value)) {
      throw new Error(`constant group ${group.id}: the name "${name}" is empty or stands for two values`);
    }
    if (known === undefined) constants.set(name, { name, value, brief: entry.brief });
  }
  const { id, prefix, className, brief } = group;
  return { id, prefix, className, brief, constants: [...constants.values()] };
}

/** `header.tenant` without the stem `header` is `tenant`; the prefix of the group says it already. */
export function withoutStem(id: string, stem: string): string {
  return id.startsWith(`${stem}.`) ? id.slice(stem.length + 1) : id;
}

/** The entry with an id; the loader has checked the reference. */
export function resolve<E extends { readonly id: string }>(entries: readonly E[], id: string, what: string): E {
  const found = entries.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`${what}: no entry "${id}"`);
  return found;
}
