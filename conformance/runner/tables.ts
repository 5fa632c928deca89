// SPDX-License-Identifier: Apache-2.0
import { FIXTURES, readFixture } from "./load-suites.js";

interface KeyRef {
  readonly key: string;
}

/** The part of tables.json that the runner reads. */
export interface Tables {
  readonly sdk: {
    readonly spec_version: string;
    readonly vendor: string;
    readonly identities: readonly {
      readonly id: string;
      readonly sdk_name: string;
      readonly scope_name: string;
      readonly user_agent: string;
    }[];
  };
  readonly attributes: {
    readonly keys: readonly {
      readonly key: string;
      readonly on: readonly string[];
      readonly values?: { readonly open: boolean; readonly members: readonly { readonly value: unknown }[] };
    }[];
  };
  readonly spans: {
    readonly kinds: readonly {
      readonly id: string;
      readonly emitted_by: string;
      readonly attributes: readonly KeyRef[];
    }[];
  };
  readonly metrics: {
    readonly instruments: readonly {
      readonly name: string;
      readonly instrument: string;
      readonly unit: string;
      readonly group: "operation" | "self";
      readonly points: readonly { readonly attributes: readonly KeyRef[] }[];
    }[];
  };
  readonly connection: { readonly endpoints: readonly { readonly id: string; readonly path: string }[] };
}

/** Reads the tables of a folder of fixtures. */
export function loadTables(fixtures: URL = FIXTURES): Tables {
  return readFixture("tables.json", fixtures) as Tables; // as its emitter writes it
}

/** The path of an endpoint by its id. */
export function endpointPath(tables: Tables, id: string): string {
  const endpoint = tables.connection.endpoints.find((candidate) => candidate.id === id);
  if (endpoint === undefined) throw new Error(`the tables have no endpoint ${id}`);
  return endpoint.path;
}

/** The identity of an SDK. */
export function findIdentity(tables: Tables, id: string): Tables["sdk"]["identities"][number] {
  const identity = tables.sdk.identities.find((candidate) => candidate.id === id);
  if (identity === undefined) throw new Error(`the tables have no identity ${id}`);
  return identity;
}
