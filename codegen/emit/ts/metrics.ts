// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ResolvedMetric, ResolvedMetricPoint, SpecModel } from "../../model.js";
import { camelCase, pascalCase } from "../../naming.js";
import { doc, docComment, literal, type Statement, tsFile } from "./ts-file.js";
import { sourceExpression } from "./value-source.js";

const INPUTS = ["spec/metrics.yaml", "spec/attributes.yaml"];
const RECORDINGS = { generation: "Generation", embedding: "Embedding", tool: "ToolExecution" } as const;

/** Instrument table and, per recording kind, one function that records all of its points. */
export const tsMetricsEmitter: Emitter = {
  id: "ts/metrics",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/metrics.ts", INPUTS, "generated/ts/instruments.ts", instrumentsFile(model)),
    tsFile(model, "emit/ts/metrics.ts", INPUTS, "generated/ts/record-metrics.ts", recordFile(model)),
  ],
};

function instrumentsFile(model: SpecModel): Statement[] {
  const metrics = model.metrics.filter((metric) => metric.group === "operation");
  const names = metrics.map((metric) => JSON.stringify(instrumentName(metric))).join(" | ");
  const members = metrics.map((metric) => {
    const { name, unit, value_type: valueType, boundaries } = metric;
    const definition = { name, unit, valueType, boundaries };
    return `${docComment("  ", metric.brief)}  ${instrumentName(metric)}: ${literal(definition, "  ")},\n`;
  });
  return [
    `/** A histogram as the meter needs it. */
export interface HistogramDefinition {
  readonly name: string;
  readonly unit: string;
  readonly valueType: "int" | "double";
  /** Bucket boundaries, given as advice so that a view can override them. */
  readonly boundaries?: readonly number[];
}
`,
    `/** The GenAI histograms. */
export const OPERATION_INSTRUMENTS: Readonly<Record<${names}, HistogramDefinition>> = {\n${members.join("")}};\n`,
  ];
}

/** `metric.operation_duration` and `operation_duration` both give `operationDuration`. */
function instrumentName(metric: ResolvedMetric): string {
  return camelCase(metric.id.split(".").at(-1) ?? metric.id);
}

function recordFile(model: SpecModel): Statement[] {
  const metrics = model.metrics.filter((metric) => metric.group === "operation");
  const functions = Object.entries(RECORDINGS).map(([recording, type]) => recordFunction(metrics, recording, type));
  const code = functions.map((fn) => String(fn.statements)).join("\n");
  const constants = [...new Set(code.match(/\bATTR_[A-Z0-9_]+\b/g) ?? [])].sort();
  return [
    'import type { Context, Histogram } from "@opentelemetry/api";',
    ...helperImport(code),
    `import { ${constants.join(", ")} } from "./attributes.js";`,
    `import type { ${Object.values(RECORDINGS).sort().join(", ")} } from "./models.js";`,
    'import type { ComputedValues } from "./span-input.js";',
    operationInstruments(metrics),
    ...functions,
  ];
}

function helperImport(code: string): string[] {
  const helpers = ["isPresent", "trimText"].filter((helper) => code.includes(`${helper}(`));
  return helpers.length === 0
    ? []
    : [`import { ${helpers.join(", ")} } from "../../src/internal/attribute-values.js";`];
}

function operationInstruments(metrics: readonly ResolvedMetric[]): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: "OperationHistograms",
    docs: doc("The live histograms, by the names of OPERATION_INSTRUMENTS."),
    properties: metrics.map((metric) => ({
      name: instrumentName(metric),
      isReadonly: true,
      type: "Histogram",
      docs: doc(`\`${metric.name}\` in ${metric.unit}.`),
    })),
  };
}

function recordFunction(
  metrics: readonly ResolvedMetric[],
  recording: string,
  type: string,
): FunctionDeclarationStructure {
  const statements = metrics.flatMap((metric) =>
    pointStatements(
      metric,
      metric.points.filter((point) => point.recording === recording),
    ),
  );
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: `record${pascalCase(recording)}Metrics`,
    parameters: [
      { name: "histograms", type: "OperationHistograms" },
      { name: "record", type },
      { name: "computed", type: "ComputedValues" },
      { name: "context", type: "Context" },
    ],
    returnType: "void",
    docs: doc(
      `Records the points of a finished ${recording === "tool" ? "tool execution" : recording} in the context of its span, so that exemplars link to it.`,
    ),
    statements: statements.join("\n"),
  };
}

/** The points of one instrument. What all of several points have in common is put together once. */
function pointStatements(metric: ResolvedMetric, points: readonly ResolvedMetricPoint[]): string[] {
  const attributes = points.map((point) => point.attributes.map(attributeMember));
  const [first = [], ...others] = attributes;
  const common = others.length === 0 ? [] : first.filter((member) => others.every((list) => list.includes(member)));
  if (common.length === 0) return points.map((point, index) => pointStatement(metric, point, attributes[index] ?? []));
  const name = `${instrumentName(metric)}Attributes`;
  const statements = points.map((point, index) => {
    const own = (attributes[index] ?? []).filter((member) => !common.includes(member));
    return pointStatement(metric, point, [`...${name}`, ...own]);
  });
  return [`const ${name} = ${objectLiteral(common)};`, ...statements];
}

/** Empty values stay as empty strings: the ingest's dashboards group by them (contract telemetry.md section 4). */
function attributeMember(entry: ResolvedMetricPoint["attributes"][number]): string {
  const { code, optional, type } = sourceExpression(entry.source, entry.attribute.constant);
  const value = optional || type === "unknown" ? `${code} ?? ""` : code;
  return `[${entry.attribute.constant}]: ${entry.form === "trimmed" ? `trimText(${code})` : value}`;
}

function pointStatement(metric: ResolvedMetric, point: ResolvedMetricPoint, members: readonly string[]): string {
  const value = sourceExpression(point.value, "");
  const isNonZero = point.when.kind === "non_zero";
  const conditions = [
    ...(isNonZero ? [value.code] : value.optional ? [`isPresent(${value.code})`] : []),
    ...(point.when.kind === "computed" ? [`computed.${point.when.tsName} === true`] : []),
  ];
  const call = `histograms.${instrumentName(metric)}.record(${value.code}, ${objectLiteral(members)}, context);`;
  return conditions.length === 0 ? call : `if (${conditions.join(" && ")}) {\n${call.replace(/^/gm, "  ")}\n}`;
}

function objectLiteral(members: readonly string[]): string {
  return members.length <= 2
    ? `{ ${members.join(", ")} }`
    : `{\n${members.map((member) => `  ${member},\n`).join("")}}`;
}
