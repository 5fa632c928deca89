// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

interface Reference {
  readonly name: string | undefined;
  readonly what: string;
  readonly known: readonly string[];
  readonly place: Place;
}

/** References that the resolver has no need to follow: classes, modes, categories, retry classes, limits. */
export const danglingReferencesRule: LintRule = {
  id: "dangling-reference",
  brief: "Everything that is named exists.",
  check(context) {
    const references = [
      ...captureReferences(context),
      ...validationReferences(context),
      ...errorReferences(context),
      ...frameworkReferences(context),
      ...providerReferences(context),
    ];
    for (const { name, what, known, place } of references) {
      if (name !== undefined && !known.includes(name)) context.reportUnknown(place, what, name, known);
    }
  },
};

const idsOf = (entries: readonly { readonly id: string }[]): readonly string[] => entries.map((entry) => entry.id);

/** References to one kind of thing. */
const to =
  (what: string, known: readonly string[]) =>
  (name: string | undefined, place: Place): Reference => ({ name, what, known, place });

function captureReferences({ spec, model }: LintContext): readonly Reference[] {
  const { capture, spans } = spec.files;
  const toClass = to("capture class", idsOf(capture.classes));
  const toReason = to("safe reason", idsOf(capture.safe_reasons));
  const toMode = to("capture mode", idsOf(capture.modes));
  const toSink = to("sink", idsOf(capture.sinks));
  const toSpan = to("span", idsOf(spans.spans));
  const toAttribute = to("attribute", idsOf(model.attributes));
  const fields = capture.fields.flatMap((rule, index) => [
    toClass(rule.class, placeIn("capture", "fields", index, "class")),
    toReason(rule.safe, placeIn("capture", "fields", index, "safe")),
    toAttribute(rule.metadata_key, placeIn("capture", "fields", index, "metadata_key")),
  ]);
  const matrices = capture.classes.flatMap((entry, index) =>
    Object.entries(entry.matrix).flatMap(([sink, row]) => {
      const place = ["classes", index, "matrix", sink] as const;
      const modes = Object.keys(row).map((mode) => toMode(mode, placeIn("capture", ...place, mode)));
      return [toSink(sink, placeIn("capture", ...place)), ...modes];
    }),
  );
  const contents = capture.span_content.flatMap((rule, index) => [
    toAttribute(rule.attribute, placeIn("capture", "span_content", index, "attribute")),
    toClass(rule.class, placeIn("capture", "span_content", index, "class")),
    ...rule.spans.map((span, at) => toSpan(span, placeIn("capture", "span_content", index, "spans", at))),
  ]);
  const closed = capture.fail_closed.map(({ mode }, index) =>
    toMode(mode, placeIn("capture", "fail_closed", index, "mode")),
  );
  return [...fields, ...matrices, ...contents, ...closed];
}

function validationReferences({ spec, model }: LintContext): readonly Reference[] {
  const { validation, capture, config } = spec.files;
  const toType = to("type", idsOf(model.models.types.map((type) => ({ id: type.name }))));
  const toSubject = to("subject", idsOf(validation.subjects));
  const toLimit = to("limit", idsOf(config.limits));
  const toMode = to("capture mode", idsOf(capture.modes));
  return [
    ...validation.subjects.map(({ type }, index) => toType(type, placeIn("validation", "subjects", index, "type"))),
    ...validation.rules.flatMap((rule, index) => [
      toSubject(rule.subject, placeIn("validation", "rules", index, "subject")),
      toLimit(rule.limit, placeIn("validation", "rules", index, "limit")),
      toMode(rule.relaxed_under, placeIn("validation", "rules", index, "relaxed_under")),
    ]),
  ];
}

function errorReferences({ spec }: LintContext): readonly Reference[] {
  const { errors } = spec.files;
  const toCategory = to("error category", idsOf(errors.categories));
  const toAnyCategory = to("error category", ["classified", ...idsOf(errors.categories)]);
  const toReason = to("drop reason", idsOf(errors.drop_reasons));
  const toClass = to("retry class", idsOf(errors.retry_classes));
  const answers = (["http_answers", "grpc_answers", "transport_faults", "item_patterns"] as const).flatMap((list) =>
    errors[list].map((row, index) => toClass(row.class, placeIn("errors", list, index, "class"))),
  );
  return [
    ...errors.types.map(({ category }, index) =>
      toAnyCategory(category, placeIn("errors", "types", index, "category")),
    ),
    ...errors.classification.map(({ category }, index) =>
      toCategory(category, placeIn("errors", "classification", index, "category")),
    ),
    ...errors.retry_classes.map((entry, index) =>
      toReason(entry.drop_reason, placeIn("errors", "retry_classes", index, "drop_reason")),
    ),
    ...answers,
  ];
}

function frameworkReferences({ spec, model }: LintContext): readonly Reference[] {
  const { frameworks } = spec.files;
  const toAttribute = to("attribute", idsOf(model.attributes));
  const toFramework = to("framework", idsOf(frameworks.frameworks));
  return [
    ...frameworks.tags.map(({ ref }, index) => toAttribute(ref, placeIn("frameworks", "tags", index, "ref"))),
    ...frameworks.metadata_keys.flatMap((key, index) => [
      toAttribute(key.ref, placeIn("frameworks", "metadata_keys", index, "ref")),
      ...key.frameworks.map((name, at) =>
        toFramework(name, placeIn("frameworks", "metadata_keys", index, "frameworks", at)),
      ),
    ]),
  ];
}

function providerReferences({ spec, model }: LintContext): readonly Reference[] {
  const { providers } = spec.files;
  const toProvider = to("provider", idsOf(providers.providers));
  const toAttribute = to("attribute", idsOf(model.attributes));
  return [
    ...providers.apis.flatMap(({ provider, metadata }, index) => [
      toProvider(provider, placeIn("providers", "apis", index, "provider")),
      ...metadata.map(({ ref }, at) => toAttribute(ref, placeIn("providers", "apis", index, "metadata", at, "ref"))),
    ]),
    ...providers.stop_reasons.flatMap(({ values }, index) =>
      Object.keys(values).map((name) => toProvider(name, placeIn("providers", "stop_reasons", index, "values", name))),
    ),
  ];
}
