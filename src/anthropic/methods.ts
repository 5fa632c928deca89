// SPDX-License-Identifier: Apache-2.0

import { member } from "../internal/provider/read.js";
import { requestSignal } from "../internal/provider/request-signal.js";
import type { RecordedMethod } from "../internal/provider/wrap-method.js";
import { messagesApi } from "./messages-api.js";

/** The first argument is the body, the second the options of the request. */
export const messagesMethod: RecordedMethod = {
  path: ["messages", "create"],
  api: messagesApi,
  signalOf: (args) => requestSignal(args[1], "signal"),
  isStreamed: (args) => member(args[0], "stream") === true,
};

export const betaMessagesMethod: RecordedMethod = { ...messagesMethod, path: ["beta", "messages", "create"] };
