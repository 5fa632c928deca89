// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { block, bullets, code, heading, prose } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";
import { traceqlExamples } from "./traceql-examples.js";
import { scoped, where } from "./traceql-syntax.js";

export const traceqlPage: Page = {
  name: "traceql",
  title: "TraceQL examples",
  summary: "Searches for the spans of the SDK in Grafana Tempo; every attribute and value comes from the spec.",
  inputs: () => ["spec/spans.yaml", "spec/attributes.yaml", "spec/errors.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    "A query is a set of conditions in braces. An attribute needs its scope, `span.` or `resource.`; `name`, `duration`, " +
      "`status` and `kind` belong to every span and have none. Names with other signs than letters, digits, `_`, `.` and `-` " +
      `are quoted: ${code(`${scoped("span", "a key")} = "x"`)}.`,
    block("traceql", where(`${scoped("span", "gen_ai.operation.name")} = "embeddings"`)),
    'The form `traces{gen_ai.operation.name="embeddings"}` is not TraceQL and finds nothing.',
    ...traceqlExamples(model).flatMap(({ id, title, examples }) => [
      heading(2, title, id),
      bullets(examples.map(({ finds, query }) => `${prose(finds)}<br>${code(query)}`)),
    ]),
  ],
};

/** TraceQL examples by kind of span, by error and by attribute. */
export const referenceTraceqlEmitter: Emitter = pageEmitter(traceqlPage);
