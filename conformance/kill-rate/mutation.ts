// SPDX-License-Identifier: Apache-2.0
import type { Capture } from "../runner/capture.js";
import type { Lifecycle } from "../runner/load-suites.js";

/** One thing that could be wrong with what an SDK sends. */
export interface Mutation {
  /** For example `grpc output[].parts[].text dropped`. */
  readonly id: string;
  /** The capture with it, everywhere where it can be; undefined where the capture has nothing of the kind. */
  apply(capture: Capture, scenario: Lifecycle): Capture | undefined;
}

/** The two ways in which a value goes wrong. */
export type Damage = "dropped" | "altered";

export const DAMAGES: readonly Damage[] = ["dropped", "altered"];

export type Members = Readonly<Record<string, unknown>>;

/** Another value of the same type. */
export function alter(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return `${value}~`;
    case "number":
      return value + 1;
    case "boolean":
      return !value;
    default:
      break;
  }
  if (Array.isArray(value)) return [...(value as readonly unknown[]), "another element"];
  if (typeof value === "object" && value !== null) return { ...value, another_member: "~" };
  return "~";
}

/** A copy of an object with one member damaged; undefined when it has no such member. */
export function damageMember<T extends object>(target: T, key: string, damage: Damage): T | undefined {
  if (!Object.hasOwn(target, key)) return undefined;
  const { [key as keyof T]: value, ...rest } = target;
  // Captures are plain data; the copy has the members of the original.
  return (damage === "dropped" ? rest : { ...rest, [key]: alter(value) }) as T;
}

/** A copy with the member at a path such as `rating.comment` damaged; undefined when there is none. */
export function damagePath(target: Members, path: string, damage: Damage): Members | undefined {
  const [head = "", ...rest] = path.split(".");
  if (rest.length === 0) return damageMember(target, head, damage);
  const below = target[head];
  const changed = isMembers(below) ? damagePath(below, rest.join("."), damage) : undefined;
  return changed && { ...target, [head]: changed };
}

/** The list with every element changed that can be; undefined when none can. */
export function mapSome<T>(items: readonly T[], change: (item: T) => T | undefined): readonly T[] | undefined {
  const changed = items.map(change);
  return changed.some((item) => item !== undefined) ? items.map((item, index) => changed[index] ?? item) : undefined;
}

/** The object with every member changed that can be; undefined when none can. */
export function mapSomeMembers<T>(
  members: Readonly<Record<string, T>>,
  change: (member: T) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  const entries = mapSome(Object.entries(members), ([key, member]): [string, T] | undefined => {
    const changed = change(member);
    return changed === undefined ? undefined : [key, changed];
  });
  return entries && Object.fromEntries(entries);
}

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
