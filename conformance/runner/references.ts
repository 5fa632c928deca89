// SPDX-License-Identifier: Apache-2.0
import type { ScriptedIngest } from "../receivers/scripted-ingest.js";
import type { Bench } from "./bench.js";
import { endpointPath, findIdentity } from "./tables.js";

/** What a driver told about a recording that it started. */
export interface StartedRecording {
  readonly id: string | undefined;
  readonly span: { readonly trace_id: string; readonly span_id: string } | null;
}

type Recordings = ReadonlyMap<string, StartedRecording>;

/** Values that a case can refer to. */
export interface References {
  find(name: string, recordings: Recordings): string;
  /** All of them, at the end of a run. */
  all(recordings: Recordings, generations: readonly Readonly<Record<string, unknown>>[]): Record<string, string>;
}

/** References of one run. */
export function createReferences({ hello, tables }: Bench, ingest: ScriptedIngest): References {
  const identity = findIdentity(tables, hello.identity);
  const fixed: Readonly<Record<string, string>> = {
    "sdk.name": identity.sdk_name,
    "sdk.user_agent": `${identity.user_agent}/${hello.version}`,
    "ingest.http_url": ingest.httpUrl,
    "ingest.export_url": ingest.httpUrl + endpointPath(tables, "endpoint.http_export"),
    "ingest.http_host": new URL(ingest.httpUrl).host,
    "ingest.grpc_host": ingest.grpcTarget,
    "ingest.grpc_method": endpointPath(tables, "endpoint.grpc_export"),
  };
  const all: References["all"] = (recordings, generations) => {
    const ofRecordings = [...recordings].flatMap(([name, { id, span }]) => {
      // An SDK that does not tell the id of a recording shows it in what it exports.
      const exported = generations.find((generation) => span !== null && generation["span_id"] === span.span_id);
      const values = { id: id ?? exported?.["id"], trace_id: span?.trace_id, span_id: span?.span_id };
      return Object.entries(values).flatMap(([member, value]) =>
        typeof value === "string" ? [[`${name}.${member}`, value] as const] : [],
      );
    });
    return { ...fixed, ...Object.fromEntries(ofRecordings) };
  };
  return {
    find: (name, recordings) => {
      const value = all(recordings, [])[name];
      if (value === undefined) throw new Error(`nothing is known yet of ${name}`);
      return value;
    },
    all,
  };
}
