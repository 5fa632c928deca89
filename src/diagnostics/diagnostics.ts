// SPDX-License-Identifier: Apache-2.0
import { diag } from "@opentelemetry/api";
import { LIMIT_DISTINCT_WARNINGS } from "../../generated/ts/limits.js";
import { guard } from "../internal/guard.js";

/** Where the SDK's own messages go. Each method is optional; one that throws is ignored. */
export interface Logger {
  debug?(message: string): void;
  warn?(message: string): void;
  error?(message: string): void;
}

/** The client's messages: to the given logger, else to the diag logger of OpenTelemetry. Never content, never secrets. */
export class Diagnostics {
  readonly #logger: Logger;
  readonly #warned = new Set<string>();

  constructor(logger: Logger | undefined) {
    this.#logger = logger ?? diag;
  }

  debug(message: string): void {
    guard(() => this.#logger.debug?.(`sigil: ${message}`));
  }

  warn(message: string): void {
    guard(() => this.#logger.warn?.(`sigil: ${message}`));
  }

  /** The same message is not repeated by this client. */
  warnOnce(message: string): void {
    if (this.#warned.has(message) || this.#warned.size >= LIMIT_DISTINCT_WARNINGS) return;
    this.#warned.add(message);
    this.warn(message);
  }
}
