// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ResolvedSpan, ResolvedSpanAttribute, SpecModel } from "../../model.js";
import { camelCase, pascalCase } from "../../naming.js";
import { spanCondition } from "./capture-condition.js";
import { doc, type Statement, tsFile } from "./ts-file.js";
import { sourceExpression } from "./value-source.js";

const INPUTS = ["spec/spans.yaml", "spec/attributes.yaml", "spec/capture.yaml"];

/** Straight-line writers of span names and attributes, one pair (start, end) per span kind. */
export const tsSpansEmitter: Emitter = {
  id: "ts/spans",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/spans.ts", INPUTS, "generated/ts/span-input.ts", spanInput(model)),
    ...model.spans
      .filter((span) => span.emitted_by === "core")
      .map((span) =>
        tsFile(
          model,
          "emit/ts/spans.ts",
          INPUTS,
          `generated/ts/${span.id.replaceAll("_", "-")}-span.ts`,
          spanFile(model, span),
        ),
      ),
  ],
};

function spanInput(model: SpecModel): Statement[] {
  const predicates = textPredicates(model);
  return [...captureImports(predicates, "ConcreteCaptureMode"), computedValues(model), contentOptions(), ...predicates];
}

/** Imports of the capture predicates that the functions call. */
function captureImports(functions: readonly FunctionDeclarationStructure[], type?: string): string[] {
  const code = functions.map((fn) => String(fn.statements)).join("\n");
  const names = [
    ...new Set(code.match(/\bkeeps[A-Z]\w*(?=\()/g) ?? []),
    ...(type === undefined ? [] : [`type ${type}`]),
  ].sort();
  return names.length === 0 ? [] : [`import { ${names.join(", ")} } from "./capture.js";`];
}

const COMPUTED_TYPES = {
  string: "string",
  int: "number",
  double: "number",
  boolean: "boolean",
  "string[]": "readonly string[]",
} as const;

function computedValues(model: SpecModel): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: "ComputedValues",
    docs: doc(
      "Values that the handwritten runtime works out for one recording; the spec refers to them as `computed:`.",
    ),
    properties: model.computed.map((computed) => ({
      name: camelCase(computed.id),
      isReadonly: true,
      hasQuestionToken: true,
      type: `${COMPUTED_TYPES[computed.type]} | undefined`,
      docs: doc(computed.brief),
    })),
  };
}

function contentOptions(): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: "SpanContentOptions",
    docs: doc("What decides whether content may be written to a span; resolved once per recording."),
    properties: [
      { name: "mode", isReadonly: true, type: "ConcreteCaptureMode", docs: doc("Resolved capture mode.") },
      {
        name: "includeContent",
        isReadonly: true,
        type: "boolean",
        docs: doc("The tool recording asked for its arguments and result on the span."),
      },
      { name: "captureInput", isReadonly: true, type: "boolean", docs: doc("The client captures embedding inputs.") },
      { name: "maxInputItems", isReadonly: true, type: "number", docs: doc("Embedding inputs that are kept at most.") },
      {
        name: "maxTextLength",
        isReadonly: true,
        type: "number",
        docs: doc("Code points that are kept of an embedding input at most."),
      },
    ],
  };
}

const TEXT_PREDICATES = {
  status_message: {
    name: "keepsStatusMessage",
    brief: "Whether a span's status may carry the error's text; otherwise it carries the error category.",
  },
  exception_event: {
    name: "keepsExceptionEvent",
    brief: "Whether a provider's or tool's error may become an exception event.",
  },
  local_error_event: {
    name: "keepsLocalErrorEvent",
    brief: "Whether an error of the SDK itself may become an exception event; its text names fields, not content.",
  },
} as const;

/** Decisions about error text, which is not an attribute. */
function textPredicates(model: SpecModel): FunctionDeclarationStructure[] {
  return model.capture.span_content.flatMap((content) => {
    if (content.text === undefined) return [];
    const { name, brief } = TEXT_PREDICATES[content.text];
    const condition = spanCondition(model, content.class);
    return {
      kind: StructureKind.Function,
      isExported: true,
      name,
      parameters: [{ name: condition === undefined ? "_content" : "content", type: "SpanContentOptions" }],
      returnType: "boolean",
      docs: doc(brief),
      statements: `return ${condition ?? "true"};`,
    } as const;
  });
}

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
  const helpers = [
    ...new Set(
      code.match(/\b(joinWords|isPresent|isNonBlank|isNonEmpty|toIntAttribute|toJsonText|truncateTexts)(?=\()/g) ?? [],
    ),
  ].sort();
  return [
    'import type { Attributes } from "@opentelemetry/api";',
    ...(helpers.length > 0 ? [`import { ${helpers.join(", ")} } from "../../src/internal/attribute-values.js";`] : []),
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
    .map((attribute) => attributeStatement(model, attribute));
  const body = [
    "const attributes: Attributes = {};",
    ...(hasShared ? [`${sharedName(span)}(attributes, record, content);`] : []),
    ...own,
    "return attributes;",
  ].join("\n");
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
  const body = shared.map((attribute) => attributeStatement(model, attribute)).join("\n");
  return {
    kind: StructureKind.Function,
    name: sharedName(span),
    parameters: [
      { name: "attributes", type: "Attributes" },
      { name: "record", type: span.record ?? "never" },
      { name: /\bcontent\b/.test(body) ? "content" : "_content", type: "SpanContentOptions" },
    ],
    returnType: "void",
    docs: doc("Written at start from what is known then, and again at end from the final record."),
    statements: body,
  };
}

function sharedName(span: ResolvedSpan): string {
  return `set${pascalCase(span.id)}Attributes`;
}

function attributeStatement(model: SpecModel, entry: ResolvedSpanAttribute): string {
  const name = entry.attribute.constant;
  const { code, optional, type } = sourceExpression(entry.source, name);
  const conditions = [spanCondition(model, entry.captureClass), whenCondition(entry, code, optional)].filter(
    (condition) => condition !== undefined,
  );
  const target = `attributes[${name}]`;
  if (entry.form === "int" || entry.form === "json_text" || entry.form === "truncated_list") {
    const helper = { int: "toIntAttribute", json_text: "toJsonText", truncated_list: "truncateTexts" }[entry.form];
    const call = entry.form === "truncated_list" ? `${helper}(${code}, content)` : `${helper}(${code})`;
    const local = camelCase(name.replace(/^ATTR_/, "").toLowerCase());
    const guard = conditions.filter((condition) => condition !== undefined && !condition.includes(code));
    return [
      `const ${local} = ${guard.length > 0 ? `${guard.join(" && ")} ? ${call} : undefined` : call};`,
      `if (${local} !== undefined) ${target} = ${local};`,
    ].join("\n");
  }
  const value = formed(entry, code, type);
  return conditions.length === 0 ? `${target} = ${value};` : `if (${conditions.join(" && ")}) ${target} = ${value};`;
}

function formed(entry: ResolvedSpanAttribute, code: string, type: string): string {
  switch (entry.form) {
    case "trimmed":
      return `${code}.trim()`;
    case "single_item_list":
      return entry.when === "non_blank" ? `[${code}.trim()]` : `[${code}]`;
    default:
      return type === "list" ? `[...${code}]` : code;
  }
}

/** `present` counts 0, false and ""; the others do not. */
function whenCondition(entry: ResolvedSpanAttribute, code: string, optional: boolean): string | undefined {
  switch (entry.when) {
    case "always":
      return optional ? `isPresent(${code})` : undefined;
    case "present":
      return `isPresent(${code})`;
    case "non_blank":
      return `isNonBlank(${code})`;
    case "non_zero":
      return optional ? `isPresent(${code}) && ${code} !== 0` : `${code} !== 0`;
    case "non_empty":
      return `isNonEmpty(${code})`;
    default:
      return entry.when satisfies never;
  }
}

function article(id: string): string {
  return /^[aeiou]/.test(id) ? `an ${id}` : `a ${id}`;
}
