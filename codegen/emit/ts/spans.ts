// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ResolvedSpan, ResolvedSpanAttribute, SpecModel } from "../../model.js";
import { camelCase, pascalCase } from "../../naming.js";
import { captureImports } from "./capture-condition.js";
import { attributeMember } from "./span-attribute.js";
import { doc, type Statement, tsFile } from "./ts-file.js";
import { sourceExpression } from "./value-source.js";

const INPUTS = ["spec/spans.yaml", "spec/attributes.yaml", "spec/capture.yaml"];

/** Straight-line writers of span names and attributes, one pair (start, end) per span kind. */
export const tsSpansEmitter: Emitter = {
  id: "ts/spans",
  target: "ts",
  emit: (model) =>
    model.spans
      .filter((span) => span.emitted_by === "core")
      .map((span) => {
        const path = `generated/ts/${span.id.replaceAll("_", "-")}-span.ts`;
        return tsFile(model, "emit/ts/spans.ts", INPUTS, path, spanFile(model, span));
      }),
};

function spanFile(model: SpecModel, span: ResolvedSpan): Statement[] {
  const shared = span.attributes.filter((attribute) => attribute.phase === "both");
  const functions = [
    nameFunction(span),
    ...(["start", "end"] as const).map((phase) => phaseFunction(model, span, phase, shared.length > 0)),
    ...(shared.length > 0 ? [sharedFunction(model, span, shared)] : []),
  ];
  const code = functions.map((fn) => String(fn.statements)).join("\n");
  return [...imports(span, code), ...captureImports(functions), kindConstant(span), ...functions];
}

function imports(span: ResolvedSpan, code: string): string[] {
  const constants = [...new Set(code.match(/\b(ATTR_[A-Z0-9_]+|SDK_NAME)\b/g) ?? [])].sort();
  const used = (pattern: RegExp): string[] => [...new Set(code.match(pattern) ?? [])].sort();
  const helpers = used(
    /\b(copyNonEmpty|definedOnly|joinWords|listOfOne|nonEmpty|toIntAttribute|toJsonText|trimText|truncateTexts)(?=\()/g,
  );
  const blanks = used(/\b(nonBlank|trimmedOrUndefined)(?=\()/g);
  return [
    'import type { Attributes } from "@opentelemetry/api";',
    ...(helpers.length > 0 ? [`import { ${helpers.join(", ")} } from "../../src/internal/attribute-values.js";`] : []),
    ...(blanks.length > 0 ? [`import { ${blanks.join(", ")} } from "../../src/internal/non-blank.js";`] : []),
    `import { ${constants.join(", ")} } from "./attributes.js";`,
    `import type { ${span.record} } from "./models.js";`,
    `import type { ${code.includes("computed.") ? "ComputedValues, " : ""}SpanContentOptions } from "./span-input.js";`,
  ];
}

function kindConstant(span: ResolvedSpan): string {
  return `/** Kind of the span: SpanKind.${span.kind.toUpperCase()}. */\nexport const ${span.id.toUpperCase()}_SPAN_KIND = ${span.kind === "client" ? 2 : 0} as const;\n`;
}

function nameFunction(span: ResolvedSpan): FunctionDeclarationStructure {
  const words = span.name.map((source) => sourceExpression(source, "").code);
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: `${camelCase(span.id)}SpanName`,
    parameters: [{ name: "record", type: span.record ?? "never" }],
    returnType: "string",
    docs: doc(`Name of ${article(span.id)} span: ${span.brief}`),
    statements: `return joinWords([${words.join(", ")}])${span.name_fallback === undefined ? "" : ` || ${JSON.stringify(span.name_fallback)}`};`,
  };
}

/** Attributes of one phase, after those that both phases write. */
function phaseFunction(
  model: SpecModel,
  span: ResolvedSpan,
  phase: "start" | "end",
  hasShared: boolean,
): FunctionDeclarationStructure {
  const own = span.attributes
    .filter((attribute) => attribute.phase === phase)
    .map((attribute) => attributeMember(model, attribute));
  const members = [...(hasShared ? [`...${sharedName(span)}(record, content)`] : []), ...own];
  const body = `return definedOnly({\n${members.map((member) => `  ${member},\n`).join("")}});`;
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: `${camelCase(span.id)}${pascalCase(phase)}Attributes`,
    parameters: [
      { name: "record", type: span.record ?? "never" },
      { name: /\bcontent\b/.test(body) ? "content" : "_content", type: "SpanContentOptions" },
      ...(body.includes("computed.") ? [{ name: "computed", type: "ComputedValues" }] : []),
    ],
    returnType: "Attributes",
    docs: doc(`Attributes of ${article(span.id)} span that are known at its ${phase}.`),
    statements: body,
  };
}

/** Written at start from what is known then, and again at end from the final record. */
function sharedFunction(
  model: SpecModel,
  span: ResolvedSpan,
  shared: readonly ResolvedSpanAttribute[],
): FunctionDeclarationStructure {
  const members = shared.map((attribute) => `  ${attributeMember(model, attribute)},\n`);
  const body = `return {\n${members.join("")}};`;
  return {
    kind: StructureKind.Function,
    name: sharedName(span),
    parameters: [
      { name: "record", type: span.record ?? "never" },
      { name: /\bcontent\b/.test(body) ? "content" : "_content", type: "SpanContentOptions" },
    ],
    returnType: "Attributes",
    docs: doc("Written at start from what is known then, and again at end from the final record."),
    statements: body,
  };
}

function sharedName(span: ResolvedSpan): string {
  return `${camelCase(span.id)}SharedAttributes`;
}

function article(id: string): string {
  return /^[aeiou]/.test(id) ? `an ${id}` : `a ${id}`;
}
