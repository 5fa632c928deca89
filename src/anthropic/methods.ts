// SPDX-License-Identifier: Apache-2.0
import { NO_CONTEXT, requestSignal } from "../internal/provider/call-context.js";
import { member } from "../internal/provider/read.js";
import type { RecordedMethod } from "../internal/provider/wrap-method.js";
import { messagesApi } from "./messages-api.js";

/** The first argument is the body, the second the options of the request. A timeout has an error of its own. */
export const messagesMethod: RecordedMethod = {
  path: ["messages", "create"],
  api: messagesApi,
  contextOf: (args) => ({ ...NO_CONTEXT, signal: requestSignal(args[1], "signal") }),
  isStreamed: (args) => member(args[0], "stream") === true,
};

export const betaMessagesMethod: RecordedMethod = { ...messagesMethod, path: ["beta", "messages", "create"] };
