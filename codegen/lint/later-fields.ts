// SPDX-License-Identifier: Apache-2.0
import type { ProtoMessage } from "../model.js";
import { type Place, placeIn, within } from "../resolve/context.js";
import type { ModelsFile } from "../schema/models.js";
import type { LintContext, LintRule } from "./rule.js";

type LaterField = ModelsFile["later_fields"][number];

/** Two meanings of one number cannot be told apart on the wire. */
export const laterFieldsRule: LintRule = {
  id: "later-fields",
  brief: "Numbers of fields that later versions of the protocol have are used for nothing else.",
  needs: ["models"],
  check(context) {
    const { later_fields: fields } = context.spec.files.models;
    fields.forEach((field, index) => {
      const place = placeIn("models", "later_fields", index);
      const message = context.proto.messages.find(({ name }) => name === field.message);
      const names = context.proto.messages.map(({ name }) => name);
      if (message === undefined) context.reportUnknown(within(place, "message"), "message", field.message, names);
      else checkField(context, message, field, place);
    });
  },
};

function checkField(context: LintContext, message: ProtoMessage, later: LaterField, place: Place): void {
  const report = (text: string, fix: string): void => context.report(place, "later-fields", text, fix);
  const named = message.fields.find(({ name }) => name === later.name);
  const numbered = message.fields.find(({ number }) => number === later.number);
  const meaning = `${message.name}.${later.name}`;
  if (named !== undefined && named === numbered) {
    report(`the proto declares ${meaning} now`, "remove the entry");
    return;
  }
  if (named !== undefined) {
    report(`${meaning} has number ${named.number}, in later versions ${later.number}`, `use ${later.number}`);
  }
  if (numbered !== undefined) {
    const text = `number ${later.number} of ${message.name}.${numbered.name} is that of ${later.name} in later versions`;
    report(text, `use ${nextNumber(context, message)} for ${numbered.name}`);
  }
}

/** Above every number that is declared or taken. */
function nextNumber(context: LintContext, message: ProtoMessage): number {
  const later = context.spec.files.models.later_fields.filter((field) => field.message === message.name);
  return Math.max(...[...message.fields, ...later].map(({ number }) => number)) + 1;
}
