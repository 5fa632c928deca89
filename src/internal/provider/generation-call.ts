// SPDX-License-Identifier: Apache-2.0

import type { ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";
import type { SigilClient } from "../../client/sigil-client.js";
import type { CallContext } from "./call-context.js";
import type { GenerationApi } from "./generation-api.js";

/** A call of a provider that is to be recorded. */
export interface GenerationCall<Result> {
  readonly sigil: SigilClient;
  readonly api: GenerationApi;
  readonly options: ResolvedProviderOptions;
  readonly request: unknown;
  readonly isStreamed: boolean;
  readonly context: CallContext;
  readonly invoke: () => Result;
}
