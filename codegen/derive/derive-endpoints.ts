// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, toSlug } from "./case-parts.js";

/** Endpoints that cannot be used are refused when the client is made. The spellings that can are vectors: they name other hosts. */
export function deriveEndpoints(model: SpecModel): readonly DerivedCase[] {
  return model.config.endpoint_rows
    .filter((row) => row.error !== undefined)
    .map((row) => ({
      id: `endpoint.refused.${toSlug(row.id.replace(/^endpoint_row\./, ""))}`,
      brief: `${row.brief} The client is not made.`,
      rules: [row.id],
      transports: ["unset"],
      config: { generation_export: { protocol: row.protocol, endpoint: row.input } },
      steps: [],
      expect: { open_error: {} },
    }));
}
