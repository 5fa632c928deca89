// SPDX-License-Identifier: Apache-2.0
import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import type { Capture } from "../runner/capture.js";
import { DAMAGES, damageMember, isMembers, type Members, type Mutation, mapSome } from "./mutation.js";

type Change = (members: Members, name: string) => Members | undefined;

/** A way to a field: `output[].parts[].tool_result.is_error`. */
type Path = readonly DescField[];

const TRANSPORTS = ["http", "grpc"] as const;

/**
 * Every field at every place below a generation, dropped, altered, and a list in reverse; every enum value turned into another
 * one; and the generations of a request themselves. Each over each transport, as each has an encoder of its own.
 */
export function listProtoMutations(): readonly Mutation[] {
  const paths = listPaths(GenerationSchema, []);
  const changes = [
    ...paths.flatMap((path) =>
      DAMAGES.map((damage) =>
        toMutation(`${format(path)} ${damage}`, path, (of, name) => damageMember(of, name, damage)),
      ),
    ),
    ...paths.filter(isList).map((path) => toMutation(`${format(path)} reversed`, path, reverse)),
    ...paths.flatMap(enumMutations),
    ...LIST_MUTATIONS,
  ];
  return TRANSPORTS.flatMap((transport) =>
    changes.map(({ id, apply }) => ({
      id: `${transport} ${id}`,
      apply: (capture: Capture) => (capture.transport === transport ? apply(capture) : undefined),
    })),
  );
}

interface AnyTransport {
  readonly id: string;
  apply(capture: Capture): Capture | undefined;
}

function listPaths(message: DescMessage, before: Path): readonly Path[] {
  return message.fields.flatMap((field) => {
    const path = [...before, field];
    const below = field.message;
    // Messages of Google are values.
    return [
      path,
      ...(below === undefined || below.file.proto.package.startsWith("google.") ? [] : listPaths(below, path)),
    ];
  });
}

function isList(path: Path): boolean {
  return path.at(-1)?.fieldKind === "list";
}

function format(path: Path): string {
  return path.map(({ name, fieldKind }) => (fieldKind === "list" ? `${name}[]` : name)).join(".");
}

function toMutation(id: string, path: Path, change: Change): AnyTransport {
  return {
    id,
    apply: (capture) => {
      const generations = mapSome(capture.generations, (generation) => changeAt(generation, path, change));
      return generations && { ...capture, generations };
    },
  };
}

function changeAt(members: Members, [field, ...rest]: Path, change: Change): Members | undefined {
  if (field === undefined) return undefined;
  const { name } = field;
  const value = members[name];
  if (value === undefined) return undefined;
  if (rest.length === 0) return change(members, name);
  const changed = Array.isArray(value)
    ? mapSome(value as readonly Members[], (item) => changeAt(item, rest, change))
    : isMembers(value) && changeAt(value, rest, change);
  return changed ? { ...members, [name]: changed } : undefined;
}

function reverse(members: Members, name: string): Members | undefined {
  const list = members[name] as readonly unknown[]; // as the field's kind says
  return list.length < 2 ? undefined : { ...members, [name]: [...list].reverse() };
}

function enumMutations(path: Path): readonly AnyTransport[] {
  const values = path.at(-1)?.enum?.values.filter(({ number }) => number !== 0) ?? [];
  return values.map(({ name: value }, index) => {
    const other = values[(index + 1) % values.length]?.name;
    return toMutation(`${format(path)} = ${value} altered`, path, (members, name) =>
      members[name] === value ? { ...members, [name]: other } : undefined,
    );
  });
}

/** What may happen to the generations of a case as a whole. */
const LIST_MUTATIONS: readonly AnyTransport[] = [
  listMutation("generations[] the last dropped", (generations) => generations.slice(0, -1)),
  listMutation("generations[] the first sent twice", (generations) => [...generations.slice(0, 1), ...generations]),
  listMutation("generations[] another one", (generations) => [
    ...generations,
    { ...generations.at(-1), id: "gen_000000000000ffff" },
  ]),
  listMutation("generations[] reversed", (generations) =>
    generations.length < 2 ? undefined : [...generations].reverse(),
  ),
];

function listMutation(
  id: string,
  change: (generations: Capture["generations"]) => Capture["generations"] | undefined,
): AnyTransport {
  return {
    id,
    apply: (capture) => {
      const generations = capture.generations.length === 0 ? undefined : change(capture.generations);
      return generations && { ...capture, generations };
    },
  };
}
