// SPDX-License-Identifier: Apache-2.0
import { camelCase } from "../../codegen/naming.js";
import { type DecodeOptions, decodeData, decodeWith } from "../runner/decode-data.js";
import { readFixture } from "../runner/load-suites.js";

interface FieldForm {
  readonly name: string;
  readonly kind: string;
  readonly type?: string;
}

interface TypeForm {
  readonly name: string;
  readonly fields: readonly FieldForm[];
  readonly union?: { readonly variants: readonly FieldForm[] };
}

const { types } = readFixture("types.json") as { readonly types: readonly TypeForm[] }; // as its emitter writes it

/**
 * A record of a scenario as callers of this SDK write it: camelCase names as far as types.json knows the fields, and
 * decoded values. Keys of free-form objects stay as they are.
 */
export function fromProtoNames(typeName: string, data: unknown, options: DecodeOptions = { form: "native" }): unknown {
  const type = types.find((candidate) => candidate.name === typeName);
  if (type === undefined) throw new Error(`types.json has no ${typeName}`);
  const fields = [...type.fields, ...(type.union?.variants ?? [])];
  if (Array.isArray(data)) return data.map((item: unknown) => fromProtoNames(typeName, item, options));
  return decodeWith(
    data,
    options,
    (name, item) => {
      const field = fields.find((candidate) => candidate.name === name);
      return field?.kind === "type" ? fromProtoNames(field.type ?? "", item, options) : decodeData(item, options);
    },
    camelCase,
  );
}
