// SPDX-License-Identifier: Apache-2.0
import type { LocalIngest } from "../local/local-ingest.js";
import type { LocalIngestOptions } from "../local/options.js";

/**
 * Starts a strict ingest in this process, as `sigil-sdk/local` does. Loaded when it is called: it needs the peers
 * `@bufbuild/protobuf` and `@grpc/grpc-js`, and the rest of this entry does not.
 */
export async function createLocalIngest(options: LocalIngestOptions = {}): Promise<LocalIngest> {
  const local = await import("../local/local-ingest.js");
  return local.createLocalIngest(options);
}
