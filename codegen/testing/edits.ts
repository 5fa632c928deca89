// SPDX-License-Identifier: Apache-2.0

/** An edit of a file of the tiny spec that replaces a text, which must be there. */
export function swap(before: string, after: string): (text: string) => string {
  return (text) => {
    if (!text.includes(before)) throw new Error(`the file does not contain ${JSON.stringify(before)}`);
    return text.replace(before, () => after);
  };
}

/** An edit that adds lines at the end. */
export function append(lines: string): (text: string) => string {
  return (text) => `${text.trimEnd()}\n${lines}\n`;
}
