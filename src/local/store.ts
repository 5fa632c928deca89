// SPDX-License-Identifier: Apache-2.0
import { type JsonObject, toJson } from "@bufbuild/protobuf";
import { type Generation, GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import type { LocalTransport } from "./scripted-answer.js";

/** An accepted generation. */
export interface StoredGeneration {
  readonly tenant: string;
  readonly transport: LocalTransport;
  readonly receivedAt: Date;
  /** Protobuf size of `generation`, in bytes. */
  readonly bytes: number;
  /** The message after normalization. */
  readonly generation: Generation;
  /**
   * Canonical proto-JSON with snake_case names, built when it is first read. Reading throws when the message
   * holds what proto-JSON cannot express, such as NaN in `metadata` (possible over gRPC only).
   */
  readonly json: JsonObject;
}

/** Read access to what was accepted. Without a tenant, all tenants are searched. */
export interface GenerationReader {
  /** Accepted generations, oldest first. */
  list(tenant?: string): readonly StoredGeneration[];
  /** The generation with this id; with several tenants the one that came first. */
  get(id: string, tenant?: string): StoredGeneration | undefined;
}

/** Where accepted generations go. Ids are unique per tenant; callers check with `get` before they insert. */
export interface GenerationStore extends GenerationReader {
  insert(record: StoredGeneration): void;
}

/** Creates a store that keeps everything in memory for as long as it lives. */
export function createMemoryStore(): GenerationStore {
  const byTenant = new Map<string, Map<string, StoredGeneration>>();
  const records: StoredGeneration[] = [];
  return {
    insert(record) {
      const byId = byTenant.get(record.tenant) ?? new Map<string, StoredGeneration>();
      byTenant.set(record.tenant, byId);
      byId.set(record.generation.id, record);
      records.push(record);
    },
    list(tenant) {
      return tenant === undefined ? [...records] : [...(byTenant.get(tenant)?.values() ?? [])];
    },
    get(id, tenant) {
      if (tenant !== undefined) return byTenant.get(tenant)?.get(id);
      return records.find((record) => record.generation.id === id);
    },
  };
}

/** Completes a record with its `json` view. */
export function createStoredGeneration(fields: Omit<StoredGeneration, "json">): StoredGeneration {
  let json: JsonObject | undefined;
  return {
    ...fields,
    get json() {
      // A message without a custom JSON form is always a JSON object.
      json ??= toJson(GenerationSchema, fields.generation, { useProtoFieldName: true }) as JsonObject;
      return json;
    },
  };
}
