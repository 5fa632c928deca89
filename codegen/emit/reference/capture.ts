// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { anchor, code, codes, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const capturePage: Page = {
  name: "capture",
  title: "Content capture",
  summary: "Which content leaves the process, in which mode, by which way.",
  inputs: () => ["spec/capture.yaml", "spec/attributes.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    ...describeModes(model),
    ...describeMatrix(model),
    ...describeFields(model),
    ...describeSpanContent(model),
  ],
};

/** Modes, precedence, matrix of content classes, rule of every field. */
export const referenceCaptureEmitter: Emitter = pageEmitter(capturePage);

type Capture = SpecModel["capture"];

function describeModes({ capture }: SpecModel): string[] {
  return [
    heading(2, "Modes", "modes"),
    table(
      ["Mode", "Strictness", "Description"],
      capture.modes.map(({ id, value, strictness, is_default: isDefault, brief, note }) => [
        `${anchor(`mode-${id}`)}${code(value)}${isDefault ? " (SDK default)" : ""}`,
        strictness === undefined ? "" : String(strictness),
        prose(brief, note),
      ]),
    ),
    heading(2, "Who decides", "precedence"),
    "The first layer that names a mode wins; the mode `default` names none.",
    table(
      ["Layer", "Asked for", "Description", "Example"],
      capture.precedence.map(({ id, layer, recordings, brief, note, examples }, index) => [
        `${anchor(id)}${index + 1}. ${layer}`,
        recordings.join(", "),
        prose(brief, note),
        code(examples[0]),
      ]),
    ),
    "A resolver that does not give a proper answer closes:",
    table(
      ["Outcome", "Mode", "Description", "Example"],
      capture.fail_closed.map(({ id, outcome, mode, brief, note, examples }) => [
        `${anchor(id)}${outcome.replaceAll("_", " ")}`,
        code(mode),
        prose(brief, note),
        code(examples[0]),
      ]),
    ),
  ];
}

const DECISIONS: Readonly<Record<string, string>> = {
  keep: "kept",
  strip: "**removed**",
  include_content: "only with `includeContent`",
  capture_input: "only with `embeddingCapture.captureInput`",
};

function describeMatrix({ capture }: SpecModel): string[] {
  const modes = capture.modes.filter(({ strictness }) => strictness !== undefined);
  return [
    heading(2, "Content classes", "classes"),
    "What becomes of a class on each way out. A way that is not listed never carries the class, in no mode. " +
      capture.sinks.map(({ id, brief }) => `_${id}_: ${prose(brief)}`).join(" "),
    table(
      ["Class", "Description", "Way out", ...modes.map(({ value }) => code(value))],
      capture.classes.flatMap(({ id, brief, note, matrix }) =>
        Object.entries(matrix).map(([sink, decisions], index) => [
          index === 0 ? `${anchor(`class-${id}`)}${code(id)}` : "",
          index === 0 ? prose(brief, note) : "",
          sink,
          ...modes.map((mode) => DECISIONS[decisions[mode.id] ?? ""] ?? ""),
        ]),
      ),
    ),
  ];
}

const ON_STRIP: Readonly<Record<string, string>> = {
  empty: "emptied; the field stays",
  drop: "removed",
  delete: "key removed",
  error_category: "replaced by the category of the error",
};

function describeFields(model: SpecModel): string[] {
  const { capture } = model;
  return [
    heading(2, "Fields", "fields"),
    "Every field that could hold text. One without a content class is kept in every mode, for the reason that is given.",
    table(
      ["Field", "Content class", "Removal", "Kept because", "Note"],
      capture.fields.map((field) => [
        `${anchor(field.id)}${fieldName(model, field)}`,
        field.class === undefined ? "" : link(code(field.class), "", `class-${field.class}`),
        ON_STRIP[field.on_strip ?? ""] ?? "",
        field.safe === undefined ? "" : prose(reasonOf(capture, field.safe)),
        prose(field.note),
      ]),
    ),
  ];
}

function fieldName(model: SpecModel, { field, metadata_key: id }: Capture["fields"][number]): string {
  return id === undefined ? code(field) : `${code(field)}, key ${attributeLink(model, id)}`;
}

function attributeLink({ attributes }: SpecModel, id: string): string {
  const key = attributes.find((attribute) => attribute.id === id)?.key ?? id;
  return link(code(key), "attributes.md", id);
}

function reasonOf(capture: Capture, id: string): string {
  return capture.safe_reasons.find((reason) => reason.id === id)?.brief ?? id;
}

function describeSpanContent(model: SpecModel): string[] {
  return [
    heading(2, "Content on spans", "span-content"),
    "Everything on a span that carries content; other attributes are kept in every mode.",
    table(
      ["What", "Spans", "Content class"],
      model.capture.span_content.map(({ id, attribute, text, spans, class: contentClass }) => [
        `${anchor(id)}${attribute === undefined ? (text ?? "").replaceAll("_", " ") : attributeLink(model, attribute)}`,
        codes(spans),
        link(code(contentClass), "", `class-${contentClass}`),
      ]),
    ),
  ];
}
