// SPDX-License-Identifier: Apache-2.0
import type { ProtoField, ProtoMessage } from "../model.js";
import { constantCase } from "../naming.js";
import { placeIn } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";
import { allFields, bearsText, exportedMessages, protoBearsText } from "./text-fields.js";

/** Somebody has decided about every field that could carry text out of the process. */
export const captureCoverageRule: LintRule = {
  id: "capture-coverage",
  brief: "Every text-bearing field of an exported message or a local type is a content class or safe for a reason.",
  needs: ["capture", "models"],
  check(context) {
    const classed = new Set(context.model.capture.fields.map((rule) => rule.field));
    checkProto(context, classed);
    checkLocal(context, classed);
  },
};

function checkProto(context: LintContext, classed: ReadonlySet<string>): void {
  const exported = exportedMessages(context.proto);
  for (const message of context.proto.messages.filter((candidate) => exported.has(candidate.name))) {
    for (const field of message.fields.filter(
      (candidate) => protoBearsText(candidate) || holdsText(context, candidate),
    )) {
      const path = friendlyPath(context, message, field);
      if (path === undefined) reportUncovered(context, message, field);
      else if (protoBearsText(field) && !classed.has(path)) reportUnclassed(context, path);
    }
  }
}

/** A wrapper around text matters only where no friendly type shows it. */
function holdsText(context: LintContext, field: ProtoField): boolean {
  const { type } = field;
  if (type.kind !== "message") return false;
  const inner = context.proto.messages.find((message) => message.name === type.name);
  const isShown = context.model.models.types.some((candidate) => candidate.proto?.name === type.name);
  return !isShown && inner?.fields.some(protoBearsText) === true && !isLifted(context, field);
}

function isLifted(context: LintContext, field: ProtoField): boolean {
  return context.model.models.types.some((type) => type.fields.some((candidate) => candidate.lift === field));
}

/** `Type.field` under which the friendly model shows a proto field. */
function friendlyPath(context: LintContext, message: ProtoMessage, field: ProtoField): string | undefined {
  for (const type of context.model.models.types.filter((candidate) => candidate.subsetOf === undefined)) {
    const found = allFields(type).find((candidate) => {
      if (candidate.proto !== field) return false;
      return candidate.lift === undefined ? type.proto === message : true;
    });
    if (found !== undefined) return found.path;
  }
  return undefined;
}

function checkLocal(context: LintContext, classed: ReadonlySet<string>): void {
  for (const type of context.model.models.types.filter((candidate) => candidate.role !== "output")) {
    for (const field of allFields(type)) {
      const isLocal =
        field.proto === undefined && (type.subsetOf === undefined || !isPicked(context, type.subsetOf, field.name));
      if (isLocal && bearsText(field) && !classed.has(field.path)) reportUnclassed(context, field.path);
    }
  }
}

function isPicked(context: LintContext, base: string, name: string): boolean {
  const type = context.model.models.types.find((candidate) => candidate.name === base);
  return type?.fields.some((field) => field.name === name) === true;
}

function reportUnclassed(context: LintContext, path: string): void {
  const { classes, safe_reasons: reasons } = context.model.capture;
  const names = (entries: readonly { readonly id: string }[]): string => entries.map(({ id }) => id).join(" | ");
  const row = `id: ${idFor(context, path)}, field: ${path}`;
  const isExported = context.model.models.types.some(
    (type) => type.proto !== undefined && path.startsWith(`${type.name}.`),
  );
  const onStrip = isExported ? ", on_strip: empty | drop | error_category" : "";
  const fix = `choose the words of one of these rows: { ${row}, safe: ${names(reasons)} } or { ${row}, class: ${names(classes)}${onStrip} }`;
  context.report(placeIn("capture", "fields"), "capture-coverage", `nobody decided what may happen to ${path}`, fix);
}

/** An id as its neighbours have it: `capture.generation.id` of `Generation.id`. */
function idFor(context: LintContext, path: string): string {
  const [type = "", name = ""] = path.split(".");
  const neighbour = context.model.capture.fields.find(({ id, field }) => {
    const [owner, last] = field.split(".");
    return owner === type && id.endsWith(`.${last}`);
  });
  const prefix = neighbour?.id.slice(0, neighbour.id.lastIndexOf(".")) ?? constantCase(type).toLowerCase();
  return `${prefix}.${name}`;
}

function reportUncovered(context: LintContext, message: ProtoMessage, field: ProtoField): void {
  const name = `${message.name}.${field.name}`;
  context.report(
    placeIn("models", "types"),
    "capture-coverage",
    `proto field ${name} is exported but no friendly type shows it`,
    `add a type with \`proto: ${message.name}\``,
  );
}
