// SPDX-License-Identifier: Apache-2.0
import type { ResolvedSource } from "../../model.js";
import { code, link } from "./markdown.js";

/** Where a value comes from, in a cell; `record` is the type that fields belong to. */
export function describeSource(source: ResolvedSource, record: string | undefined): string {
  switch (source.kind) {
    case "field":
      return code([record, source.path].filter((part) => part !== undefined).join("."));
    case "value":
      return `always ${code(source.value)}`;
    case "sdk_name":
      return "name of the SDK";
    case "metadata":
      return "metadata under the same key";
    case "computed":
      return link(code(source.name), "spans.md", `computed-${source.name}`);
    case "status":
      return `${code(source.path)} of the client's status`;
    default:
      return source satisfies never;
  }
}

const FORMS: Readonly<Record<string, string>> = {
  as_is: "",
  trimmed: "trimmed",
  single_item_list: "as a list of one",
  int: "as a whole number",
  json_text: "as JSON text",
  truncated_list: "cut to the configured items and characters",
};

/** How the value is turned into an attribute; nothing when it is written as it is. */
export function describeForm(form: string): string {
  return FORMS[form] ?? form;
}
