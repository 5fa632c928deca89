// SPDX-License-Identifier: Apache-2.0

/** The string as it is when it has something other than white space; otherwise undefined: blank counts as unset at every layer. */
export function nonBlank(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The trimmed string, or undefined when nothing is left. */
export function trimmedOrUndefined(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return text === "" ? undefined : text;
}
