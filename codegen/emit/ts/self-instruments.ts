// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ResolvedMetric, SpecModel } from "../../model.js";
import { type Statement, tsFile } from "./ts-file.js";
import { sourceExpression } from "./value-source.js";

const INPUTS = ["spec/metrics.yaml", "spec/attributes.yaml"];

/** The SDK's counters of itself, each with what reads it from a client's status. */
export const tsSelfInstrumentsEmitter: Emitter = {
  id: "ts/self-instruments",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/self-instruments.ts", INPUTS, "generated/ts/self-instruments.ts", statements(model)),
  ],
};

function statements(model: SpecModel): Statement[] {
  const rows = model.metrics.filter((metric) => metric.group === "self").map(instrumentRow);
  const constants = [...new Set(rows.join("").match(/\bATTR_[A-Z0-9_]+\b/g) ?? [])].sort();
  return [
    'import type { ClientStatus } from "../../src/client/delivery.js";',
    ...(constants.length === 0 ? [] : [`import { ${constants.join(", ")} } from "./attributes.js";`]),
    `/** An instrument that reads a client's status whenever metrics are collected. */
export interface SelfInstrument {
  readonly name: string;
  readonly instrument: "observable_counter" | "observable_gauge";
  readonly unit: string;
  readonly description: string;
  /** The value, or one value for each value of \`attribute\`. */
  readonly read: (status: ClientStatus) => number | Readonly<Record<string, number>>;
  readonly attribute?: string;
}
`,
    `/** The SDK's own counters and gauges. */\nexport const SELF_INSTRUMENTS: readonly SelfInstrument[] = [\n${rows.join("")}];\n`,
  ];
}

function instrumentRow({ name, instrument, unit, brief, points }: ResolvedMetric): string {
  const members = points.flatMap(({ value, attributes }) => [
    `read: (status) => ${sourceExpression(value, "").code}`,
    ...attributes.map(({ attribute }) => `attribute: ${attribute.constant}`),
  ]);
  const head = Object.entries({ name, instrument, unit, description: brief }).map(
    ([key, text]) => `${key}: ${JSON.stringify(text)}`,
  );
  return `  {\n${[...head, ...members].map((member) => `    ${member},\n`).join("")}  },\n`;
}
