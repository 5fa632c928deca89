// SPDX-License-Identifier: Apache-2.0
import { describeError } from "./describe-error.js";
import { type IngestContext, waitForDelay } from "./ingest-context.js";
import type { CompleteRequest, RequestOutcome } from "./request-journal.js";
import type { ScriptedAnswer, ScriptedGrpcAnswer, ScriptedHttpAnswer } from "./scripted-answer.js";

/** One request on its way to an answer, in the terms of its transport. */
export interface Exchange<Answer extends { readonly outcome: RequestOutcome }> {
  readonly request: CompleteRequest;
  /** Handles the request as the ingest would. */
  handle(): Answer;
  /** Turns a script into an answer; throws when the script is meant for the other transport. */
  createScriptedAnswer(script: ScriptedHttpAnswer | ScriptedGrpcAnswer): Answer;
  /** The answer to a request that could not be handled for a fault of our own. */
  createFailure(text: string): Answer;
  send(answer: Answer): void;
  /** Destroys the connection. */
  reset(): void;
}

/**
 * Sees a request through: journal, `answer` hook, usual handling. Outcomes are noted before anything is sent, so
 * that a client which has its answer finds the journal up to date.
 */
export async function serveRequest<Answer extends { readonly outcome: RequestOutcome }>(
  exchange: Exchange<Answer>,
  context: IngestContext,
): Promise<void> {
  const { index, settle } = context.journal.open(exchange.request);
  const finish = (answer: Answer): void => {
    settle(answer.outcome);
    exchange.send(answer);
  };
  try {
    const script = context.options.answer({ ...exchange.request, index });
    if (script === undefined) finish(exchange.handle());
    else await playScript(script, exchange, context.closing, finish, settle);
  } catch (error) {
    finish(exchange.createFailure(`internal server error: ${describeError(error)}`));
  }
}

async function playScript<Answer extends { readonly outcome: RequestOutcome }>(
  script: ScriptedAnswer,
  exchange: Exchange<Answer>,
  closing: AbortSignal,
  finish: (answer: Answer) => void,
  settle: (outcome: RequestOutcome) => void,
): Promise<void> {
  if (script.kind !== "hang" && !(await waitForDelay(script.delayMs, closing))) return;
  switch (script.kind) {
    case "http":
    case "grpc":
      return finish(exchange.createScriptedAnswer(script));
    case "reset":
      if (script.afterHandling) exchange.handle();
      settle({ kind: "scripted", answer: script });
      return exchange.reset();
    case "delay":
      return finish(exchange.handle());
    case "hang":
      return settle({ kind: "scripted", answer: script });
    default:
      script satisfies never;
  }
}
