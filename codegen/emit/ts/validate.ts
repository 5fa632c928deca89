// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { EmittedFile, Emitter, ModelType, SpecModel } from "../../model.js";
import { pascalCase } from "../../naming.js";
import { modeValue } from "./capture.js";
import { membersConstant } from "./enums.js";
import { findType } from "./field-type.js";
import { typeImport, valueImports } from "./imports.js";
import { constStatement, typeStatement } from "./plain-statements.js";
import { doc, literal, type Statement, tsFile } from "./ts-file.js";
import { fieldsName, kindsConstant } from "./union-fields.js";
import { typeMismatchFile } from "./validate-types.js";
import { orderedRules, relaxations, relaxedFlag, walkFunctions } from "./validate-walk.js";

const INPUTS = ["spec/validation.yaml", "spec/models.yaml", "spec/config.yaml", "proto"];
/** Attribute whose metadata key holds the capture mode of a record. */
const MARKER = "vendor.sdk.content_capture_mode";

type Subject = SpecModel["validation"]["subjects"][number];

/** Straight-line validators: one function per subject, first broken rule wins. */
export const tsValidateEmitter: Emitter = {
  id: "ts/validate",
  target: "ts",
  emit: (model) => [typeMismatchFile(model), validateFile(model)],
};

function ruleStatements(model: SpecModel): Statement[] {
  const { rules, subjects } = model.validation;
  const list = rules.map((rule) => `- \`${rule.id}\`: ${rule.brief}`).join("\n");
  return [
    typeStatement("ValidationRuleId", union(rules.map((rule) => rule.id)), "Stable id of a validation rule.", list),
    typeStatement(
      "ValidationSubject",
      union(subjects.map((subject) => subject.id)),
      "What can be validated.",
      subjects.map((subject) => `- \`${subject.id}\`: ${subject.brief}`).join("\n"),
    ),
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: "ValidationIssue",
      docs: doc("A broken rule."),
      properties: [
        { name: "rule", isReadonly: true, type: "ValidationRuleId", docs: doc("The rule.") },
        {
          name: "path",
          isReadonly: true,
          type: "string",
          docs: doc(
            "Way to the value, with the field names of the spec: `generation.input[0].parts[1].tool_call.name`.",
          ),
        },
        {
          name: "message",
          isReadonly: true,
          type: "string",
          docs: doc("What is wrong, without the prefix of the subject."),
        },
      ],
    },
    constStatement(
      "VALIDATION_PREFIXES",
      "Readonly<Record<ValidationSubject, string>>",
      Object.fromEntries(subjects.map((subject) => [subject.id, subject.prefix])),
      "Text before the message of an issue in an error.",
    ),
  ];
}

function validateFile(model: SpecModel): EmittedFile {
  const functions = model.validation.subjects.flatMap((subject) => {
    const type = findType(model, subject.type);
    const rules = orderedRules(model, subject.id);
    return [entryFunction(model, subject, type), ...walkFunctions(model, subject.id, type, rules)];
  });
  const text = functions.map((declaration) => String(declaration.statements)).join("\n");
  const parameters = functions.flatMap((declaration) =>
    (declaration.parameters ?? []).flatMap((parameter) => String(parameter.type).split(" | ")),
  );
  const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const models = model.models.types.map((type) => type.name).filter((name) => parameters.includes(name));
  const unions = model.models.types.filter((type) => type.union !== undefined && parameters.includes(fieldsName(type)));
  return tsFile(model, "emit/ts/validate.ts", INPUTS, "generated/ts/validate.ts", [
    ...valueImports(
      "../../src/internal/rule-checks.js",
      used(["hasMoreChars", "hasMoreJsonBytes", "hasMoreUtf8Bytes", "isBlank", "isEmptyBytes", "isMember", "listOf"]),
    ),
    ...valueImports("../../src/internal/validation-failure.js", [
      ...used(["failure", "toIssue", "under"]),
      "type Failure",
    ]),
    ...valueImports("../../src/internal/value-types.js", used(["isBytes", "isDictionary", "isObject", "isTimestamp"])),
    ...valueImports("./attributes.js", used(model.attributes.map((attribute) => attribute.constant))),
    ...valueImports("./enums.js", used(model.models.enums.map(membersConstant))),
    ...(models.length === 0 ? [] : [typeImport("./models.js", models)]),
    ...valueImports("./type-mismatch.js", used(model.models.types.map((type) => `mismatchIn${type.name}`))),
    ...valueImports("./union-fields.js", [
      ...used(unions.map(kindsConstant)),
      ...unions.map((type) => `type ${fieldsName(type)}`),
    ]),
    ...ruleStatements(model),
    ...functions,
  ]);
}

function entryFunction(model: SpecModel, subject: Subject, type: ModelType): FunctionDeclarationStructure {
  const modes = relaxations(orderedRules(model, subject.id));
  const marker = model.attributes.find((attribute) => attribute.id === MARKER)?.constant;
  if (modes.length > 0 && marker === undefined) throw new Error(`spec/attributes.yaml has no attribute ${MARKER}`);
  const flags = modes.map(
    (mode) =>
      `const ${relaxedFlag(mode)} = value?.metadata?.[${marker}] === ${literal(modeValue(model.capture, mode))};`,
  );
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: `validate${pascalCase(subject.id)}`,
    parameters: [{ name: "value", type: type.name }],
    returnType: "ValidationIssue | undefined",
    statements: [
      ...flags,
      `return toIssue(${literal(subject.path)}, check${pascalCase(subject.id)}(${["value", ...modes.map(relaxedFlag)].join(", ")}));`,
    ].join("\n"),
    docs: doc(`The first rule that is broken, or undefined. ${subject.brief}`),
  };
}

function union(values: readonly string[]): string {
  return values.map((value) => literal(value)).join(" | ");
}
