// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase, pascalCase } from "../../naming.js";
import { constStatement, typeStatement } from "./plain-statements.js";
import { doc, literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/capture.yaml"];

type Capture = SpecModel["capture"];
type Mode = Capture["modes"][number];
type CaptureClass = Capture["classes"][number];

/** Capture modes, their strictness, who decides, and for every content class whether a span may carry it. */
export const tsCaptureEmitter: Emitter = {
  id: "ts/capture",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/capture.ts", INPUTS, "generated/ts/capture.ts", [
      ...modeStatements(model.capture),
      ...precedenceStatements(model.capture),
      ...model.capture.classes
        .filter((entry) => entry.matrix.span !== undefined)
        .map((entry) => spanPredicate(model.capture, entry)),
    ]),
  ],
};

/** Modes that a recording can resolve to, from loose to strict. */
export function concreteModes(capture: Capture): readonly Mode[] {
  return capture.modes
    .filter((mode) => mode.strictness !== undefined)
    .sort((a, b) => (a.strictness ?? 0) - (b.strictness ?? 0));
}

function modeStatements(capture: Capture): Statement[] {
  const modes = concreteModes(capture);
  const fallback = modes.find((mode) => mode.is_default) ?? modes[0];
  const list = modes.map((mode) => `- \`${mode.value}\`: ${mode.brief}`).join("\n");
  return [
    typeStatement(
      "ConcreteCaptureMode",
      union(modes.map((mode) => mode.value)),
      "A capture mode that a recording can resolve to, from loose to strict.",
      list,
    ),
    constStatement(
      "CONCRETE_CAPTURE_MODES",
      "readonly ConcreteCaptureMode[]",
      modes.map((mode) => mode.value),
      "Every mode that a recording can resolve to, from loose to strict.",
    ),
    constStatement("DEFAULT_CAPTURE_MODE", "ConcreteCaptureMode", fallback?.value, "The mode when no layer names one."),
    constStatement(
      "CAPTURE_MODE_STRICTNESS",
      "Readonly<Record<ConcreteCaptureMode, number>>",
      Object.fromEntries(modes.map((mode) => [mode.value, mode.strictness])),
      "Order of the modes: a higher number lets less out.",
    ),
  ];
}

function precedenceStatements(capture: Capture): Statement[] {
  const recordings = [...new Set(capture.precedence.flatMap((entry) => entry.recordings))].sort();
  const layers = capture.precedence.map((entry) => `- \`${entry.layer}\`: ${entry.brief}`).join("\n");
  return [
    typeStatement(
      "CaptureLayer",
      union([...new Set(capture.precedence.map((entry) => entry.layer))]),
      "Who can name the capture mode of a recording, in order of precedence.",
      layers,
    ),
    typeStatement("CaptureRecording", union(recordings), "A kind of recording that has a capture mode."),
    typeStatement(
      "CapturePrecedence",
      "readonly [layer: CaptureLayer, recordings: readonly CaptureRecording[], loosenedBy?: readonly CaptureLayer[]]",
      "One layer: which kinds of recording ask it, and the layers before it that may be looser; absent: all of them.",
    ),
    constStatement(
      "CAPTURE_PRECEDENCE",
      "readonly CapturePrecedence[]",
      capture.precedence.map(({ layer, recordings, loosened_by: loosenedBy }) =>
        loosenedBy === undefined ? [layer, recordings] : [layer, recordings, loosenedBy],
      ),
      "The layers in order; the first that names a mode other than `default` wins.",
    ),
    constStatement(
      "FAIL_CLOSED_MODES",
      `Readonly<Record<${union(capture.fail_closed.map((entry) => entry.outcome))}, ConcreteCaptureMode>>`,
      Object.fromEntries(capture.fail_closed.map((entry) => [entry.outcome, modeValue(capture, entry.mode)])),
      "The mode when the resolver does not answer properly.",
    ),
  ];
}

/** `metadata_only` (id) -> its value. */
export function modeValue(capture: Capture, id: string): string {
  return capture.modes.find((mode) => mode.id === id)?.value ?? id;
}

/** `content.tool_span_io` -> `keepsToolSpanIo`. */
export function spanPredicateName(entry: CaptureClass): string {
  return `keeps${pascalCase(entry.id.replace(/^content\./, ""))}`;
}

function spanPredicate(capture: Capture, entry: CaptureClass): FunctionDeclarationStructure {
  const decisions = concreteModes(capture).map((mode) => ({
    mode,
    decision: entry.matrix.span?.[mode.id] ?? ("strip" as const),
  }));
  const flags = [
    ...new Set(decisions.flatMap(({ decision }) => (decision === "keep" || decision === "strip" ? [] : [decision]))),
  ];
  const always = decisions.every(({ decision }) => decision === "keep");
  const terms = decisions.flatMap(({ mode, decision }) => {
    const isMode = `mode === ${literal(mode.value)}`;
    if (decision === "keep") return [isMode];
    return decision === "strip" ? [] : [`(${isMode} && ${camelCase(decision)})`];
  });
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: spanPredicateName(entry),
    parameters: [
      { name: always ? "_mode" : "mode", type: "ConcreteCaptureMode" },
      ...flags.map((flag) => ({ name: camelCase(flag), type: "boolean" })),
    ],
    returnType: "boolean",
    statements: `return ${always ? "true" : terms.join(" || ") || "false"};`,
    docs: doc(`Whether a span may carry this in a mode: ${entry.brief}`, entry.note),
  };
}

function union(values: readonly string[]): string {
  return values.map((value) => literal(value)).join(" | ");
}
