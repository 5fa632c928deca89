// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, keyOf, pairs } from "./case-parts.js";
import { generationCase, type PrecedenceCase, ratingCase, spanCase } from "./precedence-cases.js";

type Opinion = string | undefined;

/**
 * Who decides the mode, for each kind of recording: every client and resolver is a case, with a recording for every pair of
 * what scope and recording say; and the same inside of a generation that is as open or as closed as can be.
 */
export function derivePrecedence(model: SpecModel): readonly DerivedCase[] {
  if (keyOf(model, "vendor.sdk.content_capture_mode") === undefined) return [];
  const { loose, strict } = extremes(model);
  const failing = model.capture.fail_closed.map(({ outcome }) => outcome);
  const opinions = [undefined, "default", loose, strict];
  const byClient = layers("client", [loose, strict], "resolver", [undefined]);
  const clients = [
    ...layers("client", [undefined], "resolver", [...opinions, ...failing.slice(0, 1)]),
    ...byClient,
    ...layers("client", ["default"], "resolver", [undefined]),
    // A resolver wins over the client, which shows most where one is open and the other closed; every way to fail closes.
    ...layers("client", [strict], "resolver", [loose]),
    ...layers("client", [loose], "resolver", [strict, ...failing]),
  ];
  const recordings = layers("context", opinions, "recording", opinions);
  const inside = [loose, strict].flatMap((inherited) =>
    layers("context", [undefined, loose, strict], "recording", [undefined, loose, strict]).map((said) => ({
      inherited,
      ...said,
    })),
  );
  const clientsOfInside = [
    ...layers("client", [undefined], "resolver", [undefined, loose, strict, ...failing.slice(0, 1)]),
    ...byClient,
  ];
  const kinds = ["generation", "tool", "embedding"].filter((kind) =>
    model.capture.precedence.some((row) => row.recordings.includes(kind)),
  );
  return [
    ...pairs(kinds, clients).map(([kind, client]) => toCase(model, { kind, client, recordings })),
    ...pairs(kinds, clientsOfInside).map(([kind, client]) => toCase(model, { kind, client, recordings: inside })),
    ...clients.map((client) => ratingCase(model, client)),
  ].filter(({ rules }) => rules.length > 0);
}

function toCase(model: SpecModel, group: PrecedenceCase): DerivedCase {
  return group.kind === "generation" ? generationCase(model, group) : spanCase(model, group);
}

/** Every pair of what two layers say. */
function layers<First extends string, Second extends string>(
  first: First,
  saidFirst: readonly Opinion[],
  second: Second,
  saidSecond: readonly Opinion[],
): readonly Partial<Record<First | Second, string>>[] {
  return pairs(saidFirst, saidSecond).map(
    ([left, right]) =>
      // The keys are the two names.
      ({
        ...(left === undefined ? {} : { [first]: left }),
        ...(right === undefined ? {} : { [second]: right }),
      }) as Partial<Record<First | Second, string>>,
  );
}

function extremes(model: SpecModel): { readonly loose: string; readonly strict: string } {
  const concrete = model.capture.modes.filter((mode) => mode.strictness !== undefined);
  concrete.sort((left, right) => (left.strictness ?? 0) - (right.strictness ?? 0));
  return { loose: concrete[0]?.id ?? "", strict: concrete.at(-1)?.id ?? "" };
}
