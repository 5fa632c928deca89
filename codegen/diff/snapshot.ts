// SPDX-License-Identifier: Apache-2.0
import type { FieldType, ModelField, ModelType, ResolvedSource, SpecModel } from "../model.js";

/** A spec as nested maps: list entries are keyed by what identifies them, so that order does not matter. */
export type Snapshot = { readonly [key: string]: SnapshotValue };
export type SnapshotValue = string | number | boolean | null | readonly SnapshotValue[] | Snapshot;

/**
 * Everything that a user of the generated SDKs can notice. Scenarios are tests of it, and the contract says where each fact is
 * tested: both stay out.
 */
export function takeSnapshot(model: SpecModel): Snapshot {
  const {
    sdk,
    proto,
    attributes,
    computed,
    capture,
    validation,
    config,
    errors,
    frameworks,
    providers,
    redaction,
    parity,
  } = model;
  return toSnapshot({
    sdk,
    proto,
    attributes,
    spans: model.spans.map((span) => ({
      ...span,
      name: span.name.map(sourceText),
      attributes: span.attributes.map((entry) => ({
        ...entry,
        attribute: entry.attribute.id,
        source: sourceText(entry.source),
      })),
    })),
    computed,
    metrics: model.metrics.map((metric) => ({
      ...metric,
      points: metric.points.map((point) => ({
        ...point,
        when: point.when.kind === "computed" ? `computed:${point.when.tsName}` : point.when.kind,
        value: sourceText(point.value),
        attributes: point.attributes.map((entry) => ({
          ...entry,
          attribute: entry.attribute.id,
          source: sourceText(entry.source),
        })),
      })),
    })),
    enums: model.models.enums.map(({ proto: _proto, ...rest }) => rest),
    types: model.models.types.map(typeSnapshot),
    capture,
    validation,
    config,
    errors,
    frameworks,
    providers,
    redaction,
    parity,
  }) as Snapshot;
}

function typeSnapshot(type: ModelType): unknown {
  const { name, brief, role, fields, union } = type;
  const variants = union?.variants.map((variant) => ({ ...fieldSnapshot(variant.field), variant: variant.kind }));
  return {
    name,
    brief,
    role,
    fields: [...fields.map(fieldSnapshot), ...(variants ?? [])],
    discriminator: union?.discriminator,
  };
}

function fieldSnapshot(field: ModelField): { readonly name: string } {
  const { name, brief, required, count } = field;
  const type = `${typeText(field.type)}${field.repeated ? "[]" : ""}`;
  const snapshot = { name, brief, type, required, count, proto: field.proto?.name, metadata: field.metadata?.id };
  return snapshot;
}

function typeText(type: FieldType): string {
  if (type.kind === "enum") return `enum:${type.enum.name}`;
  return type.kind === "type" ? `type:${type.name}` : type.kind;
}

function sourceText(source: ResolvedSource): string {
  switch (source.kind) {
    case "field":
      return `field:${source.path}`;
    case "value":
      return `value:${source.value}`;
    case "computed":
      return `computed:${source.name}`;
    case "status":
      return `status:${source.path}`;
    default:
      return source.kind;
  }
}

/** Members that only writers of the spec read. */
const internal = new Set(["contract", "defaults", "examples", "rationale"]);

/** What identifies an entry of a list, tried in this order. */
const identities = ["id", "name", "attribute", "seed", "recording", "value", "ref", "kind", "event_type", "field"];

function toSnapshot(value: unknown): SnapshotValue {
  if (Array.isArray(value)) return listSnapshot(value);
  if (typeof value !== "object" || value === null) return (value ?? null) as SnapshotValue;
  const members = Object.entries(value).filter(([key, member]) => member !== undefined && !internal.has(key));
  return Object.fromEntries(members.map(([key, member]) => [key, toSnapshot(member)]));
}

function listSnapshot(list: readonly unknown[]): SnapshotValue {
  const isKeyed =
    list.length > 0 && list.every((entry) => typeof entry === "object" && entry !== null && !Array.isArray(entry));
  if (!isKeyed) return list.map(toSnapshot);
  const keyed: Record<string, SnapshotValue> = {};
  for (const entry of list as readonly Record<string, unknown>[]) {
    const identity = identities.find((name) => typeof entry[name] === "string");
    const base = identity === undefined ? String(Object.keys(keyed).length) : String(entry[identity]);
    let key = base;
    for (let repeat = 2; key in keyed; repeat++) key = `${base}#${repeat}`;
    keyed[key] = toSnapshot(entry);
  }
  return keyed;
}
