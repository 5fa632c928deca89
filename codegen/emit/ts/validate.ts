// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { EmittedFile, Emitter, ModelType, SpecModel } from "../../model.js";
import { pascalCase } from "../../naming.js";
import { modeValue } from "./capture.js";
import { membersConstant } from "./enums.js";
import { findType } from "./field-type.js";
import { typeImport, valueImports } from "./imports.js";
import { constStatement, typeStatement } from "./plain-statements.js";
import { shapeName } from "./record-shapes.js";
import { doc, literal, type Statement, tsFile } from "./ts-file.js";
import { fieldsName, kindsConstant } from "./union-fields.js";
import { orderedRules, relaxations, relaxedFlag, rulePrefix, walkFunctions } from "./validate-walk.js";

const INPUTS = ["spec/validation.yaml", "spec/models.yaml", "spec/config.yaml", "proto"];
/** Attribute whose metadata key holds the capture mode of a record. */
const MARKER = "vendor.sdk.content_capture_mode";

type Subject = SpecModel["validation"]["subjects"][number];

/**
 * Straight-line validators: the first broken rule wins. Each kind of recording has a file of its own, since bundlers load files
 * as a whole.
 */
export const tsValidateEmitter: Emitter = {
  id: "ts/validate",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/validate.ts", INPUTS, "generated/ts/validation.ts", ruleStatements(model)),
    ...[...new Set(model.validation.subjects.map(groupOf))].map((group) => validateFile(model, group)),
  ],
};

/** `embedding_start` -> `embedding`. */
function groupOf(subject: Subject): string {
  return subject.id.split("_")[0] ?? subject.id;
}

function ruleStatements(model: SpecModel): Statement[] {
  const { rules, subjects } = model.validation;
  const list = rules.map((rule) => `- \`${rule.id}\`: ${rule.brief}`).join("\n");
  return [
    typeStatement(
      "RuleName",
      `ValidationRuleId extends \`${rulePrefix(model)}\${infer Name}\` ? Name : never`,
      "A rule by its id without what all ids begin with.",
    ),
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

function validateFile(model: SpecModel, group: string): EmittedFile {
  const subjects = model.validation.subjects.filter((subject) => groupOf(subject) === group);
  const functions = subjects.flatMap((subject) => {
    const type = findType(model, subject.type);
    const rules = orderedRules(model, subject.id);
    return [...entryFunctions(model, subject, type), ...walkFunctions(model, subject.id, type, rules)];
  });
  const text = functions.map((declaration) => String(declaration.statements)).join("\n");
  const parameters = functions.flatMap((declaration) =>
    (declaration.parameters ?? []).flatMap((parameter) => String(parameter.type).split(" | ")),
  );
  const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const models = model.models.types.map((type) => type.name).filter((name) => parameters.includes(name));
  const unions = model.models.types.filter((type) => type.union !== undefined && parameters.includes(fieldsName(type)));
  return tsFile(model, "emit/ts/validate.ts", INPUTS, `generated/ts/validate-${group}.ts`, [
    typeImport("../../src/internal/copier.js", ["Mismatch"]),
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
    ...valueImports("../../src/internal/find-mismatch.js", used(["findMismatch"])),
    ...valueImports("./record-shapes.js", used(subjects.map((subject) => shapeName({ name: subject.type })))),
    typeImport("./validation.js", ["RuleName", "ValidationIssue"]),
    ...valueImports("./union-fields.js", [
      ...used(unions.map(kindsConstant)),
      ...unions.map((type) => `type ${fieldsName(type)}`),
    ]),
    ...functions,
  ]);
}

/** The rules of a subject: for a record that was copied, and for any value. */
function entryFunctions(model: SpecModel, subject: Subject, type: ModelType): FunctionDeclarationStructure[] {
  const modes = relaxations(orderedRules(model, subject.id));
  const marker = model.attributes.find((attribute) => attribute.id === MARKER)?.constant;
  if (modes.length > 0 && marker === undefined) throw new Error(`spec/attributes.yaml has no attribute ${MARKER}`);
  const flags = modes.map(
    (mode) =>
      `const ${relaxedFlag(mode)} = value?.metadata?.[${marker}] === ${literal(modeValue(model.capture, mode))};`,
  );
  const name = pascalCase(subject.id);
  const hasTypes = orderedRules(model, subject.id).some((rule) => rule.check === "type");
  const args = ["value", ...(hasTypes ? ["mismatch"] : []), ...modes.map(relaxedFlag)].join(", ");
  const common = { kind: StructureKind.Function, isExported: true, returnType: "ValidationIssue | undefined" } as const;
  return [
    {
      ...common,
      name: `validate${name}`,
      parameters: [{ name: "value", type: type.name }],
      statements: `return find${name}Issue(value${hasTypes ? `, findMismatch(${shapeName(type)}, value)` : ""});`,
      docs: doc(`The first rule that is broken, or undefined. ${subject.brief}`),
    },
    {
      ...common,
      name: `find${name}Issue`,
      parameters: [
        { name: "value", type: type.name },
        ...(hasTypes ? [{ name: "mismatch", type: "Mismatch | undefined" }] : []),
      ],
      statements: [
        ...flags,
        `return toIssue(${literal(subject.path)}, ${literal(rulePrefix(model))}, check${name}(${args}));`,
      ].join("\n"),
      docs: doc(
        "As above, for a value whose types were checked when it was copied: `mismatch` is what was found then.",
      ),
    },
  ];
}

function union(values: readonly string[]): string {
  return values.map((value) => literal(value)).join(" | ");
}
