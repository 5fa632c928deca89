// SPDX-License-Identifier: Apache-2.0
import { placeIn, within } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";
import { allFields } from "./text-fields.js";

/** Mappers can use the tables of providers without guessing. */
export const providerTablesRule: LintRule = {
  id: "provider-table",
  brief:
    "Tables of providers fill fields that exist, name each kind, event and stop reason once, and say where text is.",
  needs: ["providers"],
  check(context) {
    checkFields(context);
    checkKinds(context);
    checkStopReasons(context);
  },
};

/** `Type.field` of a row is a field of the model. */
function checkFields(context: LintContext): void {
  context.spec.files.providers.apis.forEach((api, index) => {
    for (const list of ["request", "usage"] as const) {
      api[list].forEach(({ field }, at) => {
        const place = placeIn("providers", "apis", index, list, at, "field");
        const [owner = "", name = ""] = field.split(".");
        const type = context.model.models.types.find((candidate) => candidate.name === owner);
        const names = type === undefined ? [] : allFields(type).map((candidate) => candidate.name);
        if (type === undefined) {
          const types = context.model.models.types.map((candidate) => candidate.name);
          context.reportUnknown(place, "type", owner, types);
        } else if (!names.includes(name)) context.reportUnknown(place, `field of ${owner}`, name, names);
      });
    }
    api.usage.forEach(({ field, paths, sum }, at) => {
      if (paths.length + sum.length > 0) return;
      const place = placeIn("providers", "apis", index, "usage", at);
      context.report(place, "provider-table", `${field} comes from nowhere`, "give paths or a sum");
    });
  });
}

function checkKinds(context: LintContext): void {
  context.spec.files.providers.apis.forEach((api, index) => {
    const kinds = api.kinds.map(({ kind }) => kind);
    const events = api.deltas.map(({ event_type: event }) => event);
    reportRepeats(context, kinds, (at) => placeIn("providers", "apis", index, "kinds", at, "kind"), "kind");
    reportRepeats(context, events, (at) => placeIn("providers", "apis", index, "deltas", at, "event_type"), "event");
    api.kinds.forEach((row, at) => {
      const place = placeIn("providers", "apis", index, "kinds", at);
      const missing = { text: row.text, media: row.media, tool_result: row.output }[row.becomes as string];
      const member = { text: "text", media: "media", tool_result: "output" }[row.becomes as string];
      if (member !== undefined && missing === undefined) {
        context.report(place, "provider-table", `${row.kind} becomes ${row.becomes}, but from what?`, `give ${member}`);
      }
    });
    api.deltas.forEach(({ in_list: list, part }, at) => {
      if (part === undefined ? list === undefined : kinds.includes(part)) return;
      const place = within(placeIn("providers", "apis", index, "deltas", at), "part");
      context.report(place, "provider-table", "a list needs the kind of its parts", "name one of the API's kinds");
    });
  });
}

/** A word of a provider has one canonical word, and the last entry is for the words that nobody named. */
function checkStopReasons(context: LintContext): void {
  const { providers, stop_reasons: reasons } = context.spec.files.providers;
  for (const { id } of providers) {
    const words = reasons.flatMap(({ values }, index) =>
      (values[id] ?? []).map((word, at) => ({
        word,
        place: placeIn("providers", "stop_reasons", index, "values", id, at),
      })),
    );
    words.forEach(({ word, place }, index) => {
      if (words.findIndex((candidate) => candidate.word === word) === index) return;
      context.report(place, "provider-table", `"${word}" of ${id} has a canonical word already`, "keep one of them");
    });
  }
  const last = reasons.at(-1);
  if (last !== undefined && Object.keys(last.values).length === 0) return;
  const place = placeIn("providers", "stop_reasons", Math.max(0, reasons.length - 1), "values");
  context.report(
    place,
    "provider-table",
    "nothing stands for words that no entry names",
    "end with an entry without values",
  );
}

function reportRepeats(
  context: LintContext,
  names: readonly string[],
  place: (index: number) => ReturnType<typeof placeIn>,
  what: string,
): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) === index) return;
    context.report(place(index), "provider-table", `the ${what} "${name}" occurs twice`, "keep one");
  });
}
