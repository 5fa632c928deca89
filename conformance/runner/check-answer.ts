// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import {
  calledSchema,
  drainedSchema,
  localSchema,
  ratedSchema,
  startedSchema,
  statusSchema,
} from "../../codegen/schema/protocol.js";
import type { Message } from "./protocol.js";

type Content = Readonly<Record<string, unknown>>;

/** What steps of a task may answer: those that start something what they started, the others nothing. */
const answersSchema = z.strictObject({ answers: z.array(z.array(z.record(z.string(), z.unknown()))) });

/** The content of an answer, when it is what PROTOCOL.md says; throws what is wrong with it, and where. */
export function checkAnswer(message: Message, content: Content): Content {
  const parsed = schemaOf(message.op)?.safeParse(content);
  if (parsed === undefined || parsed.success) return content;
  throw new Error(`the answer to ${message.op} is none: ${describeIssue(parsed.error, content)}`);
}

function schemaOf(op: string): z.ZodType | undefined {
  if (op.startsWith("start_")) return startedSchema;
  if (op.startsWith("call_")) return calledSchema;
  switch (op) {
    case "flush":
    case "shutdown":
      return drainedSchema;
    case "submit_rating":
      return ratedSchema;
    case "local_error":
      return localSchema;
    case "status":
      return statusSchema;
    case "at_once":
      return answersSchema;
    default:
      // The answers of all others are empty; what is in them nevertheless harms nobody.
      return undefined;
  }
}

function describeIssue({ issues: [issue] }: z.ZodError, content: Content): string {
  const place = issue?.path.join(".") ?? "";
  return `${place === "" ? "" : `${place}: `}${issue?.message} in ${JSON.stringify(content).slice(0, 200)}`;
}
