// SPDX-License-Identifier: Apache-2.0

import { configError } from "../../config/config-error.js";
import { isRecord } from "../is-record.js";

/** Under this key a replaced method holds the one that it replaces; known to every copy of the package. */
const ORIGINAL = Symbol.for("sigil-sdk.original");

export type Method = (...args: unknown[]) => unknown;

/** The method behind a replaced one; the method itself when nobody replaced it. */
export function originalOf(method: Method): Method {
  const original = (method as { [ORIGINAL]?: unknown })[ORIGINAL];
  return typeof original === "function" ? (original as Method) : method;
}

/** Replaces a method as an own property of its object. A method that was replaced before is replaced again, not a second time. */
export function replaceMethod(owner: object, name: string, create: (original: Method) => Method): void {
  const method: unknown = (owner as Record<string, unknown>)[name];
  if (typeof method !== "function") return;
  const original = originalOf(method as Method);
  const replacement = create(original);
  Object.defineProperty(replacement, ORIGINAL, { value: original });
  Object.defineProperty(replacement, "name", { value: name, configurable: true });
  const { enumerable = false } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
  Object.defineProperty(owner, name, { value: replacement, writable: true, configurable: true, enumerable });
}

/** The object that has the method at the end of a path, such as `chat.completions.create`; undefined when there is none. */
export function ownerOf(client: unknown, path: readonly string[]): Record<string, unknown> | undefined {
  let owner = client;
  for (const key of path.slice(0, -1)) owner = isRecord(owner) ? owner[key] : undefined;
  const name = path.at(-1) ?? "";
  return isRecord(owner) && typeof owner[name] === "function" ? owner : undefined;
}

/** As ownerOf; throws a SigilError with code `config` that names the method which was expected. */
export function requireOwner(wrapper: string, client: unknown, path: readonly string[]): Record<string, unknown> {
  const owner = ownerOf(client, path);
  if (owner !== undefined) return owner;
  throw configError(wrapper, `: the client has no method ${path.join(".")}`);
}

/** Throws a SigilError with code `config` when the argument is no client of this SDK. */
export function requireSigil(wrapper: string, sigil: unknown): void {
  if (ownerOf(sigil, ["startGeneration"]) === undefined) {
    throw configError(wrapper, `: a SigilClient is expected, its method startGeneration is missing`);
  }
}
