// SPDX-License-Identifier: Apache-2.0

/** A text in which `*` stands for any other, as an expression for the whole of a text. */
export function toPattern(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "s");
}
