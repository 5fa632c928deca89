// SPDX-License-Identifier: Apache-2.0
import type { Tracer } from "@opentelemetry/api";
import type { Generation } from "../../generated/ts/models.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { OperationHistograms } from "../../generated/ts/record-metrics.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { SigilError } from "../errors/sigil-error.js";
import type { CopyServices } from "../internal/copier.js";
import type { OpenRecordings } from "../status/open-recordings.js";

/** What recorders need from their client; the client is never handed to them whole. */
export interface RecorderServices {
  readonly config: ResolvedConfig;
  /** Undefined when the global provider could not give one. */
  readonly tracer: Tracer | undefined;
  /** Asked at each end: a meter provider may be registered after the client. */
  readonly histograms: () => OperationHistograms | undefined;
  readonly diagnostics: Diagnostics;
  readonly copying: CopyServices;
  readonly now: () => Date;
  readonly open: OpenRecordings;
  /** Takes a valid, stripped record; a local error when it could not be accepted. */
  readonly accept: (record: Generation) => SigilError | undefined;
  /** Tells of an error of a recording those who do not look at `recorder.error`. */
  readonly report: (error: SigilError) => void;
}
