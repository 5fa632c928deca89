// SPDX-License-Identifier: Apache-2.0
import type { DropReason } from "../../generated/ts/drop-reasons.js";
import type { Generation } from "../../generated/ts/models.js";
import type { SigilError } from "../errors/sigil-error.js";

export type { ContentCaptureResolver } from "../capture/resolve-capture-mode.js";
export type { Logger } from "../diagnostics/diagnostics.js";
export type { GenerationExporter } from "../export/generation-exporter.js";

/** A value, or a function that is asked for it before every attempt, so that credentials can rotate. */
export type Provided<T> = T | (() => T | Promise<T>);

/** Headers of every export: a map whose values may be functions, or a function that returns the whole map. */
export type HeadersOption =
  | Record<string, Provided<string>>
  | (() => Record<string, string> | Promise<Record<string, string>>);

/** A certificate or key: text or bytes in PEM. */
export type Pem = string | Uint8Array;

/** An `Agent` of `node:http` or `node:https`, or a package's that stands in for one. It stays the caller's: the SDK never closes it. */
export type HttpAgent = object;

/** Changes a copy of a generation before it leaves the process. Synchronous; a failure removes all content of the record. */
export type GenerationSanitizer = (generation: Generation) => Generation;

/** Records that were given up. */
export interface DropEvent {
  readonly reason: DropReason;
  /** Ids of the generations. */
  readonly generationIds: readonly string[];
  readonly error: SigilError;
}

/** Told about every record that is given up. What it throws is swallowed. */
export type DropListener = (event: DropEvent) => void;

/** Told about errors of the SDK that no caller sees. What it throws is swallowed. */
export type ErrorListener = (error: SigilError) => void;
