// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelField, ModelType, SpecModel } from "../../model.js";
import { pascalCase } from "../../naming.js";
import { concreteModes } from "./capture.js";
import { allFields, findType, nestedType } from "./field-type.js";
import { typeImport, valueImports } from "./imports.js";
import { doc, literal, type Statement, tsFile } from "./ts-file.js";
import { fieldsName } from "./union-fields.js";

const INPUTS = ["spec/capture.yaml", "spec/models.yaml"];

/** What is handed to a sink as a whole; spans are written attribute by attribute and need no stripping. */
const SINK_RECORDS = [
  { sink: "export", record: "Generation", parameter: "generation" },
  { sink: "rating", record: "ConversationRatingInput", parameter: "rating" },
] as const;

/** Category of an error that has none of its own (errors.yaml). */
const NO_CATEGORY = "sdk_error";

/** Modes that strip the same classes for a sink. */
interface StripGroup {
  readonly modes: readonly string[];
  readonly classes: ReadonlySet<string>;
  readonly suffix: string;
}

/** Functions that remove content from an owned record, one per sink that takes whole records. */
export const tsStripEmitter: Emitter = {
  id: "ts/strip",
  target: "ts",
  emit: (model) => {
    const functions = SINK_RECORDS.flatMap(({ sink, record: name, parameter }) => {
      const record = model.models.types.find((type) => type.name === name);
      return record === undefined ? [] : sinkFunctions(model, sink, record, parameter);
    });
    return [
      tsFile(model, "emit/ts/strip.ts", INPUTS, "generated/ts/strip.ts", [
        ...importsOf(model, functions),
        ...functions,
      ]),
    ];
  },
};

function importsOf(model: SpecModel, functions: readonly FunctionDeclarationStructure[]): Statement[] {
  const text = functions.map((declaration) => `${declaration.statements}`).join("\n");
  const types = functions.flatMap((declaration) =>
    (declaration.parameters ?? []).map((parameter) => String(parameter.type)),
  );
  const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const unions = model.models.types.filter((type) => type.union !== undefined).map(fieldsName);
  const models = model.models.types.map((type) => type.name).filter((name) => types.includes(name));
  const fields = unions.filter((name) => types.includes(name));
  return [
    ...valueImports("../../src/internal/elements.js", used(["elements"])),
    ...valueImports("../../src/internal/value-types.js", used(["isObject"])),
    ...valueImports("./attributes.js", used(model.attributes.map((attribute) => attribute.constant))),
    ...(functions.length === 0 ? [] : [typeImport("./capture.js", ["ConcreteCaptureMode"])]),
    ...(models.length === 0 ? [] : [typeImport("./models.js", models)]),
    ...(fields.length === 0 ? [] : [typeImport("./union-fields.js", fields)]),
  ];
}

function sinkFunctions(
  model: SpecModel,
  sink: string,
  record: ModelType,
  name: string,
): FunctionDeclarationStructure[] {
  const groups = stripGroups(model, sink).filter((group) => strips(model, record, group));
  const category = groups.some((group) => usesCategory(model, record, group));
  const cases = groups.flatMap((group) => [
    ...group.modes.map((mode) => `  case ${literal(mode)}:`),
    `    strip${record.name}Content${group.suffix}(${name}${usesCategory(model, record, group) ? `, errorCategory || ${literal(NO_CATEGORY)}` : ""});`,
    "    break;",
  ]);
  const stripped = groups.flatMap((group) => group.modes).map((mode) => `\`${mode}\``);
  return [
    {
      kind: StructureKind.Function,
      isExported: true,
      name: `strip${pascalCase(name)}`,
      parameters: [
        { name, type: record.name },
        { name: "mode", type: "ConcreteCaptureMode" },
        ...(category ? [{ name: "errorCategory", type: "string | undefined" }] : []),
      ],
      returnType: "void",
      statements: groups.length === 0 ? "" : ["switch (mode) {", ...cases, "}"].join("\n"),
      docs: doc(
        `Removes from a ${record.name} what its capture mode forbids, in place: the record must be the SDK's own copy.`,
        stripped.length === 0 ? "No mode removes anything." : `Only ${stripped.join(", ")} removes something.`,
        category
          ? `\`errorCategory\` takes the place of error text; \`${NO_CATEGORY}\` when there is none.`
          : undefined,
      ),
    },
    ...groups.flatMap((group) => typeFunctions(model, record, group, new Set())),
  ];
}

function stripGroups(model: SpecModel, sink: string): readonly StripGroup[] {
  const groups = new Map<string, { modes: string[]; classes: Set<string> }>();
  for (const mode of concreteModes(model.capture)) {
    const classes = model.capture.classes
      .filter((entry) => entry.matrix[sink]?.[mode.id] === "strip")
      .map((entry) => entry.id);
    const key = classes.sort().join();
    const group = groups.get(key) ?? { modes: [], classes: new Set(classes) };
    if (classes.length > 0) groups.set(key, group);
    group.modes.push(mode.value);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    suffix: groups.size === 1 ? "" : pascalCase(group.modes[0] ?? ""),
  }));
}

/** Entries of capture.yaml about a field that a group strips. */
function entriesOf(model: SpecModel, type: ModelType, field: ModelField, group: StripGroup) {
  return model.capture.fields.filter(
    (entry) =>
      entry.field === `${type.name}.${field.name}` && entry.class !== undefined && group.classes.has(entry.class),
  );
}

function isDropped(model: SpecModel, type: ModelType, field: ModelField, group: StripGroup): boolean {
  return entriesOf(model, type, field, group).some((entry) => entry.metadata_key === undefined);
}

/** Fields under which something is stripped although they stay themselves. */
function nestedFields(model: SpecModel, type: ModelType, group: StripGroup): readonly ModelField[] {
  return allFields(type).filter((field) => {
    const nested = nestedType(model, field);
    return nested !== undefined && !isDropped(model, type, field, group) && strips(model, nested, group);
  });
}

function strips(model: SpecModel, type: ModelType, group: StripGroup): boolean {
  return (
    allFields(type).some((field) => entriesOf(model, type, field, group).length > 0) ||
    nestedFields(model, type, group).length > 0
  );
}

function usesCategory(model: SpecModel, type: ModelType, group: StripGroup): boolean {
  const own = allFields(type).flatMap((field) => entriesOf(model, type, field, group));
  if (own.some((entry) => entry.on_strip === "error_category")) return true;
  return nestedFields(model, type, group).some(
    (field) => field.type.kind === "type" && usesCategory(model, findType(model, field.type.name), group),
  );
}

function typeFunctions(
  model: SpecModel,
  type: ModelType,
  group: StripGroup,
  done: Set<string>,
): FunctionDeclarationStructure[] {
  if (done.has(type.name)) return [];
  done.add(type.name);
  const nested = nestedFields(model, type, group);
  const category = usesCategory(model, type, group);
  const own: FunctionDeclarationStructure = {
    kind: StructureKind.Function,
    name: `strip${type.name}Content${group.suffix}`,
    parameters: [
      { name: "value", type: type.union === undefined ? type.name : fieldsName(type) },
      ...(category ? [{ name: "errorCategory", type: "string" }] : []),
    ],
    returnType: "void",
    statements: [
      ...allFields(type).flatMap((field) => fieldLines(model, type, field, group)),
      ...nested.map((field) => nestedLine(model, field, group)),
    ].join("\n"),
  };
  return [
    own,
    ...nested.flatMap((field) =>
      field.type.kind === "type" ? typeFunctions(model, findType(model, field.type.name), group, done) : [],
    ),
  ];
}

function nestedLine(model: SpecModel, field: ModelField, group: StripGroup): string {
  const nested = findType(model, field.type.kind === "type" ? field.type.name : "");
  const call = (value: string): string =>
    `strip${nested.name}Content${group.suffix}(${value}${usesCategory(model, nested, group) ? ", errorCategory" : ""});`;
  if (!field.repeated) return `if (isObject(value.${field.tsName})) ${call(`value.${field.tsName}`)}`;
  return `for (const element of elements(value.${field.tsName})) ${call("element")}`;
}

function fieldLines(model: SpecModel, type: ModelType, field: ModelField, group: StripGroup): string[] {
  const entries = entriesOf(model, type, field, group);
  const target = `value.${field.tsName}`;
  const keys = entries.flatMap((entry) =>
    entry.metadata_key === undefined ? [] : [keyConstant(model, entry.metadata_key)],
  );
  const whole = entries.find((entry) => entry.metadata_key === undefined);
  const variant = type.union?.variants.find((candidate) => candidate.field === field);
  if (whole !== undefined && variant !== undefined && whole.on_strip === "empty") {
    return [
      `if (value.${type.union?.discriminator} === ${literal(variant.kind)} || ${target} !== undefined) ${target} = ${emptyValue(field)};`,
    ];
  }
  if (whole !== undefined) return [wholeFieldLine(field, target, whole.on_strip)];
  if (keys.length === 0) return [];
  return [`if (isObject(${target})) {`, ...keys.map((key) => `  delete ${target}[${key}];`), "}"];
}

function wholeFieldLine(field: ModelField, target: string, onStrip: string | undefined): string {
  if (onStrip === "error_category")
    return `if (${target} !== undefined && ${target} !== "") ${target} = errorCategory;`;
  return `if (${target} !== undefined) ${target} = ${onStrip === "empty" ? emptyValue(field) : "undefined"};`;
}

function emptyValue(field: ModelField): string {
  if (field.repeated) return "[]";
  return field.type.kind === "struct" || field.type.kind === "string_map" ? "{}" : '""';
}

function keyConstant(model: SpecModel, id: string): string {
  const attribute = model.attributes.find((candidate) => candidate.id === id);
  if (attribute === undefined) throw new Error(`spec/capture.yaml names the unknown metadata key ${id}`);
  return attribute.constant;
}
