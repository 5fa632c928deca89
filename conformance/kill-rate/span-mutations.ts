// SPDX-License-Identifier: Apache-2.0
import {
  GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
} from "../../generated/ts/attribute-values.js";
import { ATTR_GEN_AI_OPERATION_NAME } from "../../generated/ts/attributes.js";
import type { CapturedEvent, CapturedSpan } from "../runner/capture.js";
import { alter, DAMAGES, type Damage, damageMember, type Mutation, mapSome } from "./mutation.js";
import { closedValues, type DeclaredTables } from "./tables.js";

/** Every attribute of every kind of span, at its start and at its end; every closed value; everything else of a span. */
export function listSpanMutations(tables: DeclaredTables): readonly Mutation[] {
  return tables.spans.kinds
    .filter(({ emitted_by: emittedBy }) => emittedBy === "core")
    .flatMap(({ id: kind, attributes }) => [
      ...listMutations(kind),
      ...attributes.flatMap(({ key, phase }) => [
        ...DAMAGES.map((damage) => endMutation(kind, key, damage)),
        ...(phase === "end" ? [] : DAMAGES.map((damage) => startMutation(kind, key, damage))),
        ...closedValues(tables, key, [kind]).map((value) => valueMutation(kind, key, value)),
      ]),
      ...MEMBER_CHANGES.map(([what, change]) => spanMutation(kind, what, change)),
    ]);
}

/** What the kinds of span are called on the spans themselves. */
const OPERATIONS: Readonly<Record<string, string>> = {
  embedding: GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
  tool: GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
};

function isOfKind({ attributes }: CapturedSpan, kind: string): boolean {
  const operation = attributes[ATTR_GEN_AI_OPERATION_NAME];
  const known = Object.values(OPERATIONS);
  return OPERATIONS[kind] === undefined ? !known.includes(String(operation)) : operation === OPERATIONS[kind];
}

type Change = (span: CapturedSpan) => CapturedSpan | undefined;

function spanMutation(kind: string, what: string, change: Change): Mutation {
  return {
    id: `span ${kind} ${what}`,
    apply: (capture) => {
      const spans = mapSome(capture.spans, (span) => (isOfKind(span, kind) ? change(span) : undefined));
      return spans && { ...capture, spans };
    },
  };
}

/** What may happen to the spans of a kind as a whole. */
function listMutations(kind: string): readonly Mutation[] {
  const change = (what: string, toSpans: (own: CapturedSpan, spans: Spans) => Spans): Mutation => ({
    id: `span ${kind} ${what}`,
    apply: (capture) => {
      const own = capture.spans.findLast((span) => isOfKind(span, kind));
      return own && { ...capture, spans: toSpans(own, capture.spans) };
    },
  });
  return [
    change("dropped", (own, spans) => spans.filter((span) => span !== own)),
    change("made twice", (own, spans) => [...spans, { ...own, of: null }]),
    change("with a child that nobody started", (own, spans) => [...spans, { ...own, of: null, parent: own.of }]),
    change("of another recording", (own, spans) => spans.map((span) => (span === own ? { ...own, of: null } : span))),
  ];
}

type Spans = readonly CapturedSpan[];

function endMutation(kind: string, key: string, damage: Damage): Mutation {
  return spanMutation(kind, `${key} ${damage}`, (span) => {
    const attributes = damageMember(span.attributes, key, damage);
    return attributes && { ...span, attributes };
  });
}

function startMutation(kind: string, key: string, damage: Damage): Mutation {
  return spanMutation(kind, `at start ${key} ${damage}`, ({ at_start: atStart, ...span }) => {
    const attributes = atStart === null ? undefined : damageMember(atStart.attributes, key, damage);
    return attributes && { ...span, at_start: { name: atStart?.name ?? "", attributes } };
  });
}

function valueMutation(kind: string, key: string, value: string): Mutation {
  return spanMutation(kind, `${key} = ${value} altered`, (span) =>
    span.attributes[key] === value ? { ...span, attributes: { ...span.attributes, [key]: alter(value) } } : undefined,
  );
}

const CODES: readonly CapturedSpan["status"]["code"][] = ["ok", "error", "unset"];

/** Everything of a span beside its attributes. */
const MEMBER_CHANGES: readonly (readonly [what: string, change: Change])[] = [
  ["name altered", (span) => ({ ...span, name: alter(span.name) as string })],
  [
    "name at start altered",
    ({ at_start: start, ...span }) => (start === null ? undefined : { ...span, at_start: { ...start, name: "~" } }),
  ],
  ["not seen at its start", (span) => ({ ...span, at_start: null })],
  ["kind altered", (span) => ({ ...span, kind: alter(span.kind) as string })],
  ["parent dropped", (span) => (span.parent === null ? undefined : { ...span, parent: null })],
  ["parent added", (span) => (span.parent === null ? { ...span, parent: "another span" } : undefined)],
  ["parent of another trace", (span) => (span.parent === null ? undefined : { ...span, parent: "another span" })],
  ["start moved", (span) => ({ ...span, started_at: alter(span.started_at) as string })],
  ["end moved", (span) => ({ ...span, ended_at: alter(span.ended_at) as string })],
  ["never ended", (span) => ({ ...span, ended_at: "never" })],
  ["exceptions dropped", (span) => (span.events.length === 0 ? undefined : { ...span, events: [] })],
  ["exception added", (span) => ({ ...span, events: [...span.events, ANOTHER_EVENT] })],
  ["exception moved", (span) => changeEvents(span, (event) => ({ ...event, at: alter(event.at) as string }))],
  ["exception of another class", (span) => changeEvents(span, (event) => alterAttribute(event, "exception.type"))],
  ["exception text altered", (span) => changeEvents(span, (event) => alterAttribute(event, "exception.message"))],
  ...CODES.flatMap((code) =>
    CODES.filter((other) => other !== code).map(
      (other) =>
        [
          `status ${code} turned ${other}`,
          (span: CapturedSpan) =>
            span.status.code === code ? { ...span, status: { ...span.status, code: other } } : undefined,
        ] as const,
    ),
  ),
  ...DAMAGES.map(
    (damage) =>
      [
        `status text ${damage}`,
        (span: CapturedSpan) => {
          const status = damageMember(span.status, "message", damage);
          return status && { ...span, status };
        },
      ] as const,
  ),
];

const ANOTHER_EVENT: CapturedEvent = { name: "exception", at: "+0s", attributes: { "exception.message": "another" } };

function changeEvents(
  span: CapturedSpan,
  change: (event: CapturedEvent) => CapturedEvent | undefined,
): CapturedSpan | undefined {
  const events = mapSome(span.events, change);
  return events && { ...span, events };
}

function alterAttribute(event: CapturedEvent, key: string): CapturedEvent | undefined {
  const attributes = damageMember(event.attributes, key, "altered");
  return attributes && { ...event, attributes };
}
