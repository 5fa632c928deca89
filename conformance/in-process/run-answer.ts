// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import type { AnswerClass } from "../../generated/ts/answers.js";
import { createLocalIngest, type LocalRequest, type ScriptedAnswer } from "../../src/local/index.js";
import { answerWithItems, type ScriptedItem, sentIds } from "../receivers/scripted-ingest.js";
import type { ScenarioOf } from "../runner/load-suites.js";
import { classifyFault, classifyGrpc } from "./classify-directly.js";
import { observeFault } from "./faults.js";
import { type GrpcAnswerData, grpcScript, observeWithoutServerStatus } from "./grpc-answers.js";
import { NOT_IN_PROCESS } from "./not-in-process.js";
import { observeDelivery } from "./observe-delivery.js";
import { observeWithoutIds } from "./observe-without-ids.js";
import { expectedOutcome, type Outcome, type Persistence } from "./outcomes.js";

interface HttpAnswerData {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly sent?: readonly string[];
}

/** The forms of an answer; the schema of scenarios describes them. */
type AnswerData =
  | { readonly http: HttpAnswerData }
  | { readonly grpc: GrpcAnswerData }
  | { readonly fault: string }
  | { readonly item: ScriptedItem };

const PERSISTENCES: readonly Persistence[] = ["once", "always"];
const TWO_IDS = ["gen_a", "gen_b"];

/** The class of an answer, as it shows in what a real client then does over a real connection. */
export async function runAnswer(scenario: ScenarioOf<"answer">): Promise<void> {
  const answer = scenario.answer as unknown as AnswerData; // see AnswerData
  const answerClass = scenario.expect.class as AnswerClass; // the lint knows the classes
  if (NOT_IN_PROCESS[scenario.id] !== undefined) {
    expect(classifyDirectly(answer)).toBe(answerClass);
    return;
  }
  if ("item" in answer) return compareItem(answer.item, answerClass);
  for (const persistence of PERSISTENCES) {
    const ids = "http" in answer ? (answer.http.sent ?? TWO_IDS) : TWO_IDS;
    const observed = await observe(answer, ids, persistence);
    const expected = expectedOutcome(answerClass, ids.length, persistence);
    const { requests, ...rest } = isAnswered(answer, answerClass) ? answered(answer, expected, observed) : expected;
    expect(observed, persistence).toEqual(observed.requests === undefined ? rest : { ...rest, requests });
  }
}

function observe(
  answer: Exclude<AnswerData, { item: unknown }>,
  ids: readonly string[],
  persistence: Persistence,
): Promise<Outcome> {
  if ("fault" in answer) return observeFault(answer.fault, ids, persistence);
  if ("http" in answer) {
    const script = httpScript(answer.http);
    return ids.includes("") ? observeWithoutIds(ids.length, script) : observeScript("http", script, ids, persistence);
  }
  if (answer.grpc.server_status === false) return observeWithoutServerStatus(answer.grpc, ids, persistence);
  return observeScript("grpc", grpcScript(answer.grpc), ids, persistence);
}

function classifyDirectly(answer: AnswerData): string | undefined {
  if ("grpc" in answer) return classifyGrpc(answer.grpc);
  if ("fault" in answer) return classifyFault(answer.fault);
  throw new Error("only calls and faults can be out of reach");
}

/** Sends a batch to the strict ingest, which gives the scripted answer to the first request or to all. */
async function observeScript(
  protocol: "http" | "grpc",
  script: (request: LocalRequest) => ScriptedAnswer | undefined,
  ids: readonly string[],
  persistence: Persistence,
): Promise<Outcome> {
  const requests: number[] = [];
  await using ingest = await createLocalIngest({
    answer: (request) => {
      requests.push(sentIds(request).length);
      return persistence === "always" || request.index === 0 ? script(request) : undefined;
    },
  });
  const endpoint = protocol === "grpc" ? ingest.grpcTarget : ingest.httpUrl;
  const delivery = await observeDelivery({ options: { generationExport: { protocol, endpoint } }, ids });
  return { ...delivery, requests };
}

/** A success that the case gives no body for has the results of an ingest. */
function httpScript({ status, headers, body }: HttpAnswerData): (request: LocalRequest) => ScriptedAnswer {
  return (request) => {
    const isSuccess = status >= 200 && status < 300;
    const accepted = answerWithItems(
      request,
      sentIds(request).map(() => ({ accepted: true })),
    );
    const usual = isSuccess && accepted.kind === "http" ? accepted.body : "";
    return { kind: "http", status, headers, body: body ?? usual };
  };
}

/** A success with a body of its own: the class is about the answer, what becomes of a record is a matter of its item. */
function isAnswered(answer: AnswerData, answerClass: AnswerClass): answer is { http: HttpAnswerData } {
  return answerClass === "done" && "http" in answer && answer.http.body !== undefined;
}

function answered({ http }: { http: HttpAnswerData }, expected: Outcome, { delivered }: Outcome): Outcome {
  const refused = (http.body?.match(/"error"/g) ?? []).length;
  if (refused === 0) return expected;
  const accepted = expected.delivered - refused;
  expect(delivered, "records of accepted items").toBe(accepted);
  return { ...expected, delivered: accepted, dropped: { rejected: refused } };
}

/** The second of two records gets the item; the first is accepted. */
async function compareItem(item: ScriptedItem, answerClass: AnswerClass): Promise<void> {
  const results = [{ accepted: true }, item];
  for (const protocol of ["http", "grpc"] as const) {
    for (const persistence of PERSISTENCES) {
      const script = (request: LocalRequest): ScriptedAnswer =>
        answerWithItems(request, sentIds(request).length === 1 ? [item] : results);
      const observed = await observeScript(protocol, script, TWO_IDS, persistence);
      const { requests = [], ...alone } = expectedOutcome(answerClass, 1, persistence);
      const expected = { ...alone, delivered: alone.delivered + 1, requests: [2, ...requests.slice(1)] };
      expect(observed, `${protocol}, ${persistence}`).toEqual(expected);
    }
  }
}
