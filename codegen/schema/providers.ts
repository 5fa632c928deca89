// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, fieldPath, id } from "./common.js";
import { optionFields } from "./option.js";

/** A path into the JSON of a provider, in the provider's own names: `usage.service_tier`. */
const path = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/, "use member.member");

const paths = z.array(path).default([]);

/** What an item, a block or a part becomes. */
export const partRole = z.enum([
  "text",
  "thinking",
  "redacted",
  "media",
  "tool_call",
  "tool_result",
  "message",
  "json",
]);

/** First word of a placeholder; `by_type` takes it from the media type. */
export const mediaKind = z.enum(["image", "audio", "video", "file", "document", "by_type"]);

/** Kind of a raw artifact. */
export const rawArtifactKind = z.enum(["request", "response", "tools", "provider_event"]);

const requestField = z.strictObject({ field: fieldPath, paths: z.array(path).min(1) });

const usageField = z.strictObject({
  field: fieldPath,
  paths,
  /** Added up when no path is set. */
  sum: paths,
  /** What usage mode `disjoint` adds and takes off. */
  disjoint: z.strictObject({ plus: paths, minus: paths }).optional(),
});

const metadataField = z.strictObject({
  /** An attribute with `on: [metadata]`. */
  ref: id,
  source: z.enum(["request", "response"]),
  paths,
  sum: paths,
  when: z.enum(["non_zero", "present"]).default("non_zero"),
});

const kind = z.strictObject({
  kind: z.string(),
  becomes: partRole,
  /** provider_type of the recorded part when it is not the kind; blank for none. */
  provider_type: z.string().optional(),
  media: mediaKind.optional(),
  /** Member with the text. */
  text: path.optional(),
  /** Fixed name of the tool. */
  name: z.string().optional(),
  /** Input of a call: the first that is set. */
  input: paths,
  /** Input of a call: an object of those that are set. */
  members: z.array(z.string()).default([]),
  /** Member with the result. */
  output: path.optional(),
  /** Member with the failure. */
  error: path.optional(),
  /** Members that the JSON of the item leaves out. */
  without: z.array(z.string()).default([]),
});

const delta = z.strictObject({
  event_type: z.string(),
  /** Member of the event with the text. */
  source: path,
  /** List of the item that holds the part; without one the text belongs to the item. */
  in_list: z.enum(["content", "summary"]).optional(),
  /** Kind of a part that the event opens. */
  part: z.string().optional(),
  /** Member that the text goes to. */
  target: path,
  mode: z.enum(["append", "replace"]).default("append"),
});

export const providersFile = z.strictObject({
  defaults,
  providers: z.array(
    z.strictObject({ ...entry, name: z.string(), title: z.string(), package: z.string(), range: z.string() }),
  ),
  options: z.array(
    z.strictObject({
      ...optionFields,
      /** `mappers` and all wrappers; all `wrappers`; or the wrapper of one provider, by its id. */
      taken_by: z.union([z.enum(["mappers", "wrappers"]), id]),
      /** An option of the client that has the words of this one. */
      values_of: id.optional(),
    }),
  ),
  apis: z.array(
    z.strictObject({
      ...entry,
      provider: id,
      /** Methods of the provider's SDK. */
      calls: z.array(z.string()).min(1),
      /** First words of the names of raw artifacts. */
      artifact: z.string().optional(),
      /** Where the answer has its usage object; the paths of `usage` start there, else at the answer. */
      usage_at: path.optional(),
      /** Types of the events after which a stream is complete; other APIs show it in their last event. */
      last_events: z.array(z.string()).default([]),
      request: z.array(requestField).default([]),
      usage: z.array(usageField).default([]),
      metadata: z.array(metadataField).default([]),
      kinds: z.array(kind).default([]),
      deltas: z.array(delta).default([]),
    }),
  ),
  /** Kinds that no table names, by the ends of their names; what fits none becomes json. */
  unknown_kinds: z.array(z.strictObject({ ...entry, suffixes: z.array(z.string()).min(1), becomes: partRole })),
  /** Canonical words and the providers' own; the last entry is for everything else. */
  stop_reasons: z.array(z.strictObject({ ...entry, values: z.record(id, z.array(z.string())) })),
  stream_ends: z.array(
    z.strictObject({
      ...entry,
      /** Value of the stream outcome attribute. */
      outcome: z.string().optional(),
      stop_reason: z.enum(["provider", "none"]),
      call_error: z.boolean(),
    }),
  ),
  artifacts: z.array(z.strictObject({ ...entry, suffix: z.string(), kind: rawArtifactKind })),
  placeholders: z.array(z.strictObject({ ...entry, text: z.string() })),
  media_members: z.array(
    z.strictObject({
      member: z.string(),
      /** Members with the media type, of which one has to be there. */
      beside: z.array(z.string()).default([]),
      /** Names of the member that holds the object. */
      inside: z.array(z.string()).default([]),
      /** Type of the object. */
      type: z.string().optional(),
      media: mediaKind.exclude(["document", "by_type"]),
      /** Member with the name of the file. */
      name: z.string().optional(),
      /** Member with the second half of the media type. */
      format: z.string().optional(),
      /** That half where the member is missing. */
      default_format: z.string().optional(),
    }),
  ),
  /** What JSON of a provider leaves out, and where it is not looked for. */
  secrets: z.strictObject({ members: z.array(z.string()), data: z.array(z.string()) }),
  merged_embedding_models: z.array(z.string()),
  unknown_model: z.string().min(1),
});
export type ProvidersFile = z.infer<typeof providersFile>;
export type ProviderOption = ProvidersFile["options"][number];
export type ProviderApi = ProvidersFile["apis"][number];
