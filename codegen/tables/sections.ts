// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { attributesSection } from "./attributes.js";
import { captureSection } from "./capture.js";
import { configSection } from "./config.js";
import { conform } from "./conform.js";
import { connectionSection } from "./connection.js";
import { errorsSection } from "./errors.js";
import { frameworksSection } from "./frameworks.js";
import { metricsSection } from "./metrics.js";
import { modelsSection } from "./models.js";
import { providersSection } from "./providers.js";
import { redactionSection } from "./redaction.js";
import { retriesSection } from "./retries.js";
import { sdkSection } from "./sdk.js";
import { type ConstantGroup, fullName, type SectionDefinition } from "./section.js";
import type { ShapeNode, StructNode, VocabularyNode } from "./shape.js";
import { spansSection } from "./spans.js";
import { validationSection } from "./validation.js";

/** One namespace of the tables for one spec: what emitters write. */
export interface TableSection {
  readonly id: string;
  readonly brief: string;
  readonly inputs: readonly string[];
  readonly shape: StructNode;
  /** Structs and vocabularies that this section is the first to use; inner ones come first. */
  readonly structs: readonly StructNode[];
  readonly vocabularies: readonly VocabularyNode[];
  readonly constants: readonly ConstantGroup[];
  /** Value of the section's shape. */
  readonly tables: Readonly<Record<string, unknown>>;
}

const definitions: readonly SectionDefinition[] = [
  sdkSection,
  attributesSection,
  modelsSection,
  spansSection,
  metricsSection,
  configSection,
  connectionSection,
  captureSection,
  validationSection,
  errorsSection,
  retriesSection,
  frameworksSection,
  providersSection,
  redactionSection,
];

/** The sections in their order, each with the types that it introduces. */
export function tableSections(model: SpecModel): readonly TableSection[] {
  const seen = new Set<string>();
  const sections = definitions.map((definition) => {
    const structs: StructNode[] = [];
    const vocabularies: VocabularyNode[] = [];
    for (const field of definition.shape.node.fields) collectTypes(field.shape, seen, structs, vocabularies);
    // `conform` returns an object for a struct.
    const tables = conform(definition.shape.node, definition.build(model), definition.id) as Readonly<
      Record<string, unknown>
    >;
    return {
      id: definition.id,
      brief: definition.brief,
      inputs: definition.inputs,
      shape: definition.shape.node,
      structs,
      vocabularies,
      constants: definition.constants(model),
      tables,
    };
  });
  assertUniqueNames(sections);
  return sections;
}

/** Python and Go keep all constants, and Java and C# all classes, in one namespace. */
function assertUniqueNames(sections: readonly TableSection[]): void {
  const seen = new Set<string>();
  for (const group of sections.flatMap((section) => section.constants)) {
    for (const name of [group.className, ...group.constants.map((constant) => fullName(group, constant))]) {
      if (seen.has(name)) throw new Error(`two constants or classes are called ${name}`);
      seen.add(name);
    }
  }
}

function collectTypes(node: ShapeNode, seen: Set<string>, structs: StructNode[], vocabularies: VocabularyNode[]): void {
  if (node.kind === "list") collectTypes(node.item, seen, structs, vocabularies);
  if (node.kind === "map") collectTypes(node.value, seen, structs, vocabularies);
  if (node.kind !== "struct" && node.kind !== "vocabulary") return;
  if (seen.has(node.name)) return;
  seen.add(node.name);
  if (node.kind === "vocabulary") {
    vocabularies.push(node);
    return;
  }
  for (const field of node.fields) collectTypes(field.shape, seen, structs, vocabularies);
  structs.push(node);
}
