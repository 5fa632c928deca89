// SPDX-License-Identifier: Apache-2.0
import type { ModelType, ResolvedSource } from "../model.js";
import { camelCase } from "../naming.js";
import type { Place, ResolveContext } from "./context.js";
import { resolveFieldChain } from "./field-chain.js";

/** What `source:` texts of spans and metrics may refer to. */
export interface SourceScope {
  readonly types: ReadonlyMap<string, ModelType>;
  readonly computed: ReadonlySet<string>;
}

/** `field:model.name` and its siblings -> the resolved source; undefined (and a finding) when it leads nowhere. */
export function resolveSource(
  context: ResolveContext,
  scope: SourceScope,
  record: ModelType | undefined,
  text: string,
  place: Place,
): ResolvedSource | undefined {
  const colon = text.indexOf(":");
  const kind = colon < 0 ? text : text.slice(0, colon);
  const rest = colon < 0 ? "" : text.slice(colon + 1);
  switch (kind) {
    case "sdk_name":
      return { kind: "sdk_name" };
    case "value":
      return { kind: "value", value: rest };
    case "computed":
      if (scope.computed.has(rest)) return { kind: "computed", name: rest, tsName: camelCase(rest) };
      context.reportUnknown(place, "computed function", rest, scope.computed);
      return undefined;
    case "status":
      return { kind: "status", path: rest };
    case "metadata":
      if (record?.fields.some((field) => field.name === "metadata" && field.type.kind === "struct"))
        return { kind: "metadata" };
      context.report(
        place,
        "bad-path",
        `${record?.name ?? "this recording"} has no metadata to read`,
        "use a `field:` source",
      );
      return undefined;
    default: {
      if (record === undefined) {
        context.report(place, "bad-path", `"${text}" needs a record`, "use `status:` or `computed:`, or name a record");
        return undefined;
      }
      const fields = resolveFieldChain(context, scope.types, record, rest, place);
      return fields === undefined ? undefined : { kind: "field", path: rest, fields };
    }
  }
}
