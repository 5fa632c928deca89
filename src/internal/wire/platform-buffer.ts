// SPDX-License-Identifier: Apache-2.0

/** The few members of Node's `Buffer` that are several times faster than their portable counterparts. */
export interface PlatformBuffer {
  write(text: string, offset: number, length: number, encoding: "utf8" | "latin1"): number;
  toString(encoding: "base64"): string;
}

export interface PlatformBufferConstructor {
  byteLength(text: string, encoding: "utf8"): number;
  from(bytes: ArrayBufferLike, offset: number, length: number): PlatformBuffer;
}

/** Found, never imported: the wire code also runs where there is no `Buffer`. */
export const platformBuffer: PlatformBufferConstructor | undefined = (
  globalThis as { readonly Buffer?: PlatformBufferConstructor }
).Buffer;
