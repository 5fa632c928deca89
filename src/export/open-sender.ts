// SPDX-License-Identifier: Apache-2.0
import {
  LIMIT_BISECT_REQUESTS,
  LIMIT_ENCODE_BACKLOG_BYTES,
  LIMIT_ENCODE_BACKLOG_RECORDS,
  LIMIT_ENCODE_SLICE_MS,
  LIMIT_RETRY_AFTER_MS,
} from "../../generated/ts/limits.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { printable } from "../errors/printable.js";
import { sleep } from "../internal/background-timers.js";
import { type DropRecords, ExportPipeline, type PipelineDependencies } from "./export-pipeline.js";
import { openExporter } from "./open-exporter.js";
import { runInBackground } from "./run-in-background.js";
import { Sender } from "./sender.js";

/** What the sender shares with the client. */
export interface SenderContext extends Pick<PipelineDependencies, "queue" | "account"> {
  readonly diagnostics: Diagnostics;
  readonly drop: DropRecords;
}

/** Prepares the sender that the options ask for; calling what comes back starts it. Opens no connection yet. */
export async function openSender(config: ResolvedConfig, context: SenderContext): Promise<() => Sender> {
  const { generationExport: options } = config;
  const { diagnostics, ...shared } = context;
  const exporter = await openExporter(config, diagnostics);
  const open = () =>
    runInBackground(() => {
      const pipeline = new ExportPipeline(
        {
          ...options,
          isImmediate: options.batching === "immediate",
          retryAfterMaxMs: LIMIT_RETRY_AFTER_MS,
          maxBisectRequests: LIMIT_BISECT_REQUESTS,
          encodeSliceMs: LIMIT_ENCODE_SLICE_MS,
          encodeBacklogRecords: LIMIT_ENCODE_BACKLOG_RECORDS,
          encodeBacklogBytes: LIMIT_ENCODE_BACKLOG_BYTES,
        },
        {
          ...shared,
          ...exporter,
          sleep: config.sleep ?? sleep,
          random: config.random ?? Math.random,
          onDuplicate: ({ id }) => diagnostics.debug(`the ingest had generation ${printable(id)} already`),
        },
      );
      return new Sender(pipeline, context.queue, diagnostics, config);
    });
  return open;
}
