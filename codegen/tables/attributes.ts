// SPDX-License-Identifier: Apache-2.0
import type { ResolvedAttribute, SpecModel } from "../model.js";
import { constantCase } from "../naming.js";
import { attributesFile } from "../schema/attributes.js";
import { otelLink as otelLinks } from "../schema/common.js";
import { attributeType, head, headOf, stability } from "./common.js";
import { type ConstantGroup, constantGroup, defineSection, type SectionDefinition } from "./section.js";
import { bool, constant, field, type Infer, list, optional, scalar, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const entry = attributesFile.shape.attributes.element.shape;

const attributePlace = vocabulary("AttributePlace", "Where a key may appear.", wordsOf(entry.on.element));
const cardinality = vocabulary(
  "Cardinality",
  "How many different values to expect; metrics only carry low.",
  wordsOf(entry.cardinality),
);
const otelLink = vocabulary(
  "OtelLink",
  "How a key relates to the OpenTelemetry GenAI conventions.",
  otelLinks.options.map((option) => option.shape.link.value),
);

const attributeValue = struct("AttributeValue", "A known value of an attribute.", {
  value: field(scalar, "The value on the wire."),
  brief: field(text, "What the value means."),
});

const attributeValues = struct("AttributeValues", "The values that an attribute takes.", {
  open: field(bool, "Whether other values are allowed too."),
  members: field(list(attributeValue), "The known values."),
});

const attribute = struct("AttributeEntry", "A telemetry or metadata key.", {
  ...head,
  constant: field(text, "Name of the constant that holds the key, the same for every vendor prefix."),
  key: field(constant("attribute"), "The name on the wire."),
  type: field(attributeType, "Type of the value."),
  unit: optional(text, "Unit of the value."),
  on: field(list(attributePlace), "Where the key may appear."),
  cardinality: field(cardinality, "How many different values to expect."),
  vendor_owned: field(bool, "Whether the key carries the vendor prefix."),
  stability: field(stability, "How settled the key is."),
  otel_link: field(otelLink, "How the key relates to the OpenTelemetry GenAI conventions."),
  otel_key: optional(text, "The related OpenTelemetry key where it differs."),
  values: optional(attributeValues, "The values that the attribute takes; unset when any value is allowed."),
});
type Attribute = Infer<typeof attribute>;

const shape = struct("AttributeTables", "Attributes and metadata keys.", {
  keys: field(list(attribute), "Every key, in the order of the spec."),
});

export const attributesSection: SectionDefinition = defineSection({
  id: "attributes",
  brief: "Keys of span attributes, metric attributes, metadata and tags, and their known values.",
  inputs: ["spec/attributes.yaml"],
  shape,
  build: (model) => ({ keys: model.attributes.map(toAttribute) }),
  constants: (model) => [
    constantGroup({
      id: "attribute",
      prefix: "ATTR",
      className: "AttributeKeys",
      brief: "Keys on the wire.",
      entries: model.attributes,
      name: constantStem,
      value: (entry) => entry.key,
    }),
    ...valueGroups(model),
  ],
});

function toAttribute(entry: ResolvedAttribute): Attribute {
  const { otel } = entry;
  return {
    ...headOf(entry),
    constant: entry.constant,
    key: entry.key,
    type: entry.type,
    unit: entry.unit,
    on: entry.on,
    cardinality: entry.cardinality,
    vendor_owned: entry.vendorOwned,
    stability: entry.stability,
    otel_link: otel.link,
    otel_key: "key" in otel ? otel.key : undefined,
    values: entry.values,
  };
}

/** `ATTR_GEN_AI_TOKEN_TYPE` with the value `input` gives `GEN_AI_TOKEN_TYPE_VALUE_INPUT`. */
function valueGroups(model: SpecModel): readonly ConstantGroup[] {
  return model.attributes.flatMap((entry) => {
    if (entry.values === undefined) return [];
    const stem = constantStem(entry);
    const group = constantGroup({
      id: `attribute_value.${entry.id}`,
      prefix: `${stem}_VALUE`,
      className: `${pascalOfConstant(stem)}Values`,
      brief: `Known values of ${entry.key}.`,
      entries: entry.values.members,
      name: (member) => constantCase(String(member.value)),
      value: (member) => member.value,
    });
    return [group];
  });
}

function constantStem(entry: ResolvedAttribute): string {
  return entry.constant.replace(/^ATTR_/, "");
}

function pascalOfConstant(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join("");
}
