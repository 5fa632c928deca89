// SPDX-License-Identifier: Apache-2.0

/**
 * Cuts text that comes in pieces into lines. They end at U+000A alone: JSON texts may contain other separators. A line of more
 * than `maxLength` UTF-16 code units is told to `onTooLong` in place of being kept; nothing is read after it.
 */
export function splitLines(
  onLine: (line: string) => void,
  maxLength: number = Number.POSITIVE_INFINITY,
  onTooLong: () => void = () => undefined,
): (chunk: string) => void {
  const parts: string[] = [];
  let length = 0;
  return (chunk) => {
    if (length > maxLength) return;
    const [first = "", ...lines] = chunk.split("\n");
    parts.push(first);
    length += first.length;
    for (const line of lines) {
      if (length > maxLength) break;
      onLine(parts.join(""));
      parts.splice(0, parts.length, line);
      length = line.length;
    }
    if (length <= maxLength) return;
    parts.length = 0;
    onTooLong();
  };
}
