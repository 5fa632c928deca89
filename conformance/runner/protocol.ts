// SPDX-License-Identifier: Apache-2.0

import type { z } from "zod";
import type { helloSchema } from "../../codegen/schema/protocol.js";

/** Version of the protocol between runner and driver. */
export const PROTOCOL_VERSION = 1;

/** What a driver says about itself. */
export type Hello = z.infer<typeof helloSchema>;

/** What a message asks for, before it has a number. */
export interface Message {
  readonly op: string;
  readonly [member: string]: unknown;
}

/** A driver that can be asked, one message at a time. */
export interface DriverConnection {
  /** Resolves with the content of the answer; rejects with {@link DriverError} or {@link DriverLost}. */
  request(message: Message): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** The driver answered with an error. */
export class DriverError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "DriverError";
    this.code = code;
  }
}

/** The driver is silent, dead, or speaks something else; it has to be started again. */
export class DriverLost extends Error {
  /** Whether there is no such program at all. */
  readonly isNotFound: boolean;

  constructor(message: string, { isNotFound = false }: { readonly isNotFound?: boolean } = {}) {
    super(message);
    this.name = "DriverLost";
    this.isNotFound = isNotFound;
  }
}
