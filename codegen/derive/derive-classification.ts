// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, type Json, MODEL, toSlug } from "./case-parts.js";
import { spanAttributes } from "./span-attributes.js";

type Step = SpecModel["errors"]["classification"][number];

const TEXT = "the provider said no";

/** Every row of the classification of errors, with the first and the last of its words or statuses. */
export function deriveClassification(model: SpecModel): readonly DerivedCase[] {
  return model.errors.classification.flatMap((step) =>
    samples(step).map(([name, error]) => toCase(model, step, name, error)),
  );
}

/** Errors that a row is for, each with a name. */
function samples({ by, names = [], statuses = [] }: Step): readonly (readonly [name: string, error: Json])[] {
  const words = ends(names);
  switch (by) {
    case "timeout_type":
    case "abort":
      return words.map((word) => [
        word,
        /^[A-Z_]+$/.test(word) ? { message: TEXT, code: word } : { $class: word, message: TEXT },
      ]);
    case "status":
      return ends(statuses.flat()).map((status) => [String(status), { message: TEXT, status }]);
    case "code":
      return words.map((word) => [word, { message: TEXT, code: word }]);
    case "text":
      return words.map((word) => [word, { message: `the request ${word} in Bern` }]);
    case "otherwise":
      return [["plain", { message: TEXT }]];
    default:
      return by satisfies never;
  }
}

function ends<Item>(items: readonly Item[]): readonly Item[] {
  const last = items.at(-1);
  return items.length < 2 || last === undefined ? items : [items[0] as Item, last];
}

function toCase(model: SpecModel, { id, category }: Step, name: string, error: Json): DerivedCase {
  const value = model.errors.categories.find((candidate) => candidate.id === category)?.value ?? category;
  const message = String(error["message"]);
  const record = { id: generationId(), operation_name: "generateText", model: MODEL };
  return {
    id: `error.${toSlug(id.replace(/^classify\./, ""))}.${toSlug(name)}`,
    brief: `${name} in an error of the provider is a ${value}.`,
    rules: [id],
    transports: ["none"],
    steps: [
      { op: "start_generation", start: { id: generationId(), model: MODEL } },
      { op: "set_call_error", error },
      { op: "end" },
    ],
    expect: {
      spans: [
        {
          name: "generateText gpt-4o-mini",
          kind: "client",
          started_at: "+0s",
          ended_at: "+0s",
          attributes: spanAttributes(model, "generation", record, {
            error_type: "provider_call_error",
            error_category: value,
          }),
          status: { code: "error", message },
          exceptions: [message],
        },
      ],
    },
  };
}
