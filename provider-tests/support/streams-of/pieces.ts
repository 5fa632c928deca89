// SPDX-License-Identifier: Apache-2.0
// What streams that providers could send are made of: any content, in pieces of any length.
import fc from "fast-check";

/** A text with something to see in it, and with characters of one to four bytes. */
export const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map((value) => `x${value}`);

/** A text in pieces that together are the text; some are empty, and some cut a character. */
export const pieces = (whole: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.tuple(whole, fc.array(fc.nat(60), { maxLength: 6 })).map(([value, cuts]) => {
    const places = [
      0,
      ...cuts.map((cut) => Math.min(cut, value.length)).sort((left, right) => left - right),
      value.length,
    ];
    return places.slice(1).map((end, index) => value.slice(places[index], end).toWellFormed());
  });

/** Without the fractions that the tolerant parser of an old SDK reads as something else. */
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
export const member = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.string(), scalar, { maxKeys: 2 }),
);

export const argumentsText = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 8 }), member, { maxKeys: 3 })
  .map((value) => JSON.stringify(value));

export const toolName = fc.stringMatching(/^[a-z][a-z_]{0,12}$/);
export const count = fc.nat(5000);
