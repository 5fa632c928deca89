// SPDX-License-Identifier: Apache-2.0
import { alter, DAMAGES, damageMember, type Members, type Mutation, mapSome } from "./mutation.js";
import { closedValues, type DeclaredTables } from "./tables.js";

/** Every declared key of metadata, and every closed value of one. */
export function listMetadataMutations(tables: DeclaredTables): readonly Mutation[] {
  return tables.attributes.keys
    .filter(({ on }) => on.includes("metadata"))
    .flatMap(({ key }) => [
      ...DAMAGES.map((damage) =>
        metadataMutation(`${key} ${damage}`, (metadata) => damageMember(metadata, key, damage)),
      ),
      ...closedValues(tables, key, []).map((value) =>
        metadataMutation(`${key} = ${value} altered`, (metadata) =>
          metadata[key] === value ? { ...metadata, [key]: alter(value) } : undefined,
        ),
      ),
    ]);
}

function metadataMutation(what: string, change: (metadata: Members) => Members | undefined): Mutation {
  return {
    id: `metadata ${what}`,
    apply: (capture) => {
      const generations = mapSome(capture.generations, (generation) => {
        const metadata = change((generation["metadata"] ?? {}) as Members);
        return metadata && { ...generation, metadata };
      });
      return generations && { ...capture, generations };
    },
  };
}
