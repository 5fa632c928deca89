// SPDX-License-Identifier: Apache-2.0

/** Says on a terminal how far a run is; elsewhere it says nothing. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

const CLEAR_LINE = "\r\u001b[2K";

/** Progress on a stream. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => void stream.write(CLEAR_LINE + text.slice(0, stream.columns - 1)),
    clear: () => void stream.write(CLEAR_LINE),
  };
}
