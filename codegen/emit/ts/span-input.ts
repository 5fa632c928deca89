// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { captureImports, spanCondition } from "./capture-condition.js";
import { doc, tsFile } from "./ts-file.js";

/** What span writers are given beside the record, and the decisions about error texts, which are no attributes. */
export const tsSpanInputEmitter: Emitter = {
  id: "ts/span-input",
  target: "ts",
  emit: (model) => {
    const predicates = textPredicates(model);
    return [
      tsFile(model, "emit/ts/span-input.ts", ["spec/spans.yaml", "spec/capture.yaml"], "generated/ts/span-input.ts", [
        ...captureImports(predicates, "ConcreteCaptureMode"),
        computedValues(model),
        contentOptions(),
        ...predicates,
      ]),
    ];
  },
};

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
