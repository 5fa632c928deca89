// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { anchor, bullets, code, codes, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const validationPage: Page = {
  name: "validation",
  title: "Validation",
  summary: "What a record must look like before it is accepted.",
  inputs: () => ["spec/validation.yaml", "spec/config.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    "Rules run in this order and the first that fails gives the error; `{path}` is the place of the value, for example " +
      "`generation.input[0].parts[1]`. A record that breaks a rule is not exported: the error is on the recorder, nothing is thrown.",
    ...model.validation.subjects.flatMap((subject) => describeSubject(model, subject)),
  ],
};

/** Rules in order, with id and message. */
export const referenceValidationEmitter: Emitter = pageEmitter(validationPage);

type Subject = SpecModel["validation"]["subjects"][number];
type Rule = SpecModel["validation"]["rules"][number];

function describeSubject({ validation }: SpecModel, subject: Subject): string[] {
  const rules = validation.rules
    .filter((rule) => rule.subject === subject.id)
    .sort((left, right) => left.order - right.order);
  return [
    heading(2, code(subject.id), `subject-${subject.id}`),
    prose(subject.brief),
    bullets([
      `Type: ${link(code(subject.type), "models.md", `type-${subject.type}`)}`,
      `Errors begin with ${code(subject.prefix)}`,
    ]),
    table(
      ["Order", "Rule", "Field", "Description", "Message", "Not checked"],
      rules.map((rule, index) => [
        String(index + 1),
        `${anchor(rule.id)}${code(rule.id)}`,
        code(rule.field),
        [prose(rule.brief, rule.note), argumentOf(rule)].filter((text) => text !== "").join(" "),
        code(rule.message),
        exceptionsOf(rule),
      ]),
    ),
  ];
}

function argumentOf({ limit, fields }: Rule): string {
  if (limit !== undefined) return `Limit: ${link(code(limit), "configuration.md", `limit-${limit}`)}.`;
  return fields === undefined ? "" : `Fields: ${codes(fields)}.`;
}

function exceptionsOf({ if_present: ifPresent, when_kind: kind, relaxed_under: mode }: Rule): string {
  return [
    ...(ifPresent ? ["when the value is missing"] : []),
    ...(kind === undefined ? [] : [`for other kinds than ${code(kind)}`]),
    ...(mode === undefined ? [] : [`under ${link(code(mode), "capture.md", `mode-${mode}`)}`]),
  ].join(", ");
}
