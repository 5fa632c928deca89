// SPDX-License-Identifier: Apache-2.0
import { guard } from "../internal/guard.js";
import { isRecord } from "../internal/is-record.js";
import { maskSecretsIn, stripContent } from "./scrub.js";

/** What a server said about a request that it refused, without credentials and content that it may repeat. */
export function answerText(body: string, secrets: readonly string[]): string {
  const reason = reasonIn(guard((): unknown => JSON.parse(body)));
  return stripContent(maskSecretsIn(reason ?? body, secrets)).trim();
}

/** The reason in JSON, by the names that servers have for it: `{"error":"..."}`, `{"message":"..."}`, `{"error":{"message":"..."}}`. */
function reasonIn(answer: unknown): string | undefined {
  if (!isRecord(answer)) return undefined;
  const { error, message } = answer;
  for (const reason of [error, message, isRecord(error) ? error["message"] : undefined])
    if (typeof reason === "string" && reason.trim() !== "") return reason;
  return undefined;
}
