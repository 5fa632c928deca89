// SPDX-License-Identifier: Apache-2.0

/** The first value of a wrong type: its way from the copied object (`.parts[0].text`) and what it should be. */
export interface Mismatch {
  readonly path: string;
  readonly expected: string;
}

/** What copies need from the runtime. */
export interface CopyServices {
  /**
   * Told about every value that was left out: the field (`input_tokens`) and why, never the value itself. `by` is how loud: what
   * a caller did not mean to lose is a warning.
   */
  note(field: string, reason: string, by: "debug" | "warnOnce"): void;
  /** Deep, JSON-safe copy of an object: free-form metadata. Must not throw. */
  toJsonObject(value: unknown): Record<string, unknown>;
  /** Deep, JSON-safe copy of any value: tool arguments and results. Must not throw. */
  toJsonValue(value: unknown): unknown;
}

/** Keeps nothing that is free-form, and tells nobody. */
export const NO_COPIES: CopyServices = {
  note: () => undefined,
  toJsonObject: () => ({}),
  toJsonValue: () => undefined,
};

/** One deep copy while it is made by the generated shapes, and the wrong types that they find on the way. */
export class Copier {
  readonly services: CopyServices;
  /** Whether values are wrong that a recorder mends: counts that the wire cannot hold, objects that are no dictionaries. */
  readonly isStrict: boolean;
  #mismatch: Mismatch | undefined;

  constructor(services: CopyServices, isStrict = false) {
    this.services = services;
    this.isStrict = isStrict;
  }

  get mismatch(): Mismatch | undefined {
    return this.#mismatch;
  }

  /** A value was left out. */
  omit(field: string, reason: string, by: "debug" | "warnOnce" = "debug"): undefined {
    this.services.note(toSnakeCase(field), reason, by);
    return undefined;
  }

  /** Notes a value of a wrong type, which is left out. */
  reject(field: string, expected = "", index?: number): undefined {
    this.#mismatch ??= { path: toPath(field, index), expected };
    return undefined;
  }

  /** What was found since `before` was one step further down: it is named by the way from here. */
  nest(before: Mismatch | undefined, field: string, index?: number): void {
    const found = this.#mismatch;
    if (found === undefined || found === before) return;
    this.#mismatch = { path: toPath(field, index) + found.path, expected: found.expected };
  }
}

/** `startedAt` to `.started_at`: messages name fields as the spec does. */
function toPath(field: string, index: number | undefined): string {
  return (field && `.${toSnakeCase(field)}`) + (index === undefined ? "" : `[${index}]`);
}

/** The name of a field in the spec. */
function toSnakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
