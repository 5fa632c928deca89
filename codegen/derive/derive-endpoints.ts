// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, toSlug } from "./case-parts.js";

/** Endpoints that cannot be used are refused when the client is made. The spellings that can are vectors: they name other hosts. */
export function deriveEndpoints(model: SpecModel): readonly DerivedCase[] {
  return model.config.endpoint_rows.flatMap(({ id, brief, protocol, input, error }) =>
    error === undefined
      ? []
      : [
          {
            id: `endpoint.refused.${toSlug(id.replace(/^endpoint_row\./, ""))}`,
            brief: `${brief} The client is not made.`,
            rules: [id],
            transports: ["unset"],
            config: { generation_export: { protocol, endpoint: input } },
            steps: [],
            expect: { open_error: { message: error } },
          },
        ],
  );
}
