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
    'import { pointRecorder } from "../../src/telemetry/point-recorder.js";',
    `import { ${constants.join(", ")} } from "./attributes.js";`,
    `import type { ${Object.values(RECORDINGS).sort().join(", ")} } from "./models.js";`,
    'import type { ComputedValues } from "./span-input.js";',
    operationInstruments(metrics),
    ...functions,
  ];
}

function helperImport(code: string): string[] {
  return code.includes("trimText(") ? ['import { trimText } from "../../src/internal/attribute-values.js";'] : [];
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
  const points = metrics.flatMap((metric) =>
    metric.points
      .filter((point) => point.recording === recording)
      .map((point) => ({ metric, point, members: point.attributes.map(attributeMember) })),
  );
  // What all points have in common is put together once.
  const common = (points[0]?.members ?? []).filter((member) => points.every(({ members }) => members.includes(member)));
  const statements = points.map(({ metric, point, members }) => {
    const own = members.filter((member) => !common.includes(member));
    const args = [
      `histograms.${instrumentName(metric)}`,
      pointValue(point),
      ...(own.length > 0 ? [objectLiteral(own)] : []),
    ];
    return `add(${args.join(", ")});`;
  });
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
    statements: [`const add = pointRecorder(${objectLiteral(common)}, context);`, ...statements].join("\n"),
  };
}

/** Empty values stay as empty strings: the ingest's dashboards group by them (contract telemetry.4). */
function attributeMember(entry: ResolvedMetricPoint["attributes"][number]): string {
  const { code, optional, type } = sourceExpression(entry.source, entry.attribute.constant);
  const value = optional || type === "unknown" ? `${code} ?? ""` : code;
  return `[${entry.attribute.constant}]: ${entry.form === "trimmed" ? `trimText(${code})` : value}`;
}

/** Undefined when there is no point. */
function pointValue(point: ResolvedMetricPoint): string {
  const { code } = sourceExpression(point.value, "");
  if (point.when.kind === "non_zero") return `${code} || undefined`;
  return point.when.kind === "computed" ? `computed.${point.when.tsName} === true ? ${code} : undefined` : code;
}

function objectLiteral(members: readonly string[]): string {
  return members.length <= 2
    ? `{ ${members.join(", ")} }`
    : `{\n${members.map((member) => `  ${member},\n`).join("")}}`;
}
