// SPDX-License-Identifier: Apache-2.0
import type { SigilClient } from "../../client/sigil-client.js";
import type { CallContext } from "./call-context.js";
import type { GenerationApi } from "./generation-api.js";
import type { ResolvedOptions } from "./options.js";

/** A call of a provider that is to be recorded. */
export interface GenerationCall<Result> {
  readonly sigil: SigilClient;
  readonly api: GenerationApi;
  readonly options: ResolvedOptions;
  readonly request: unknown;
  readonly isStreamed: boolean;
  readonly context: CallContext;
  readonly invoke: () => Result;
}
