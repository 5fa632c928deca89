// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { providerOptionValues } from "../option-values.js";
import { mediaKind, type ProviderApi, partRole, providersFile, rawArtifactKind } from "../schema/providers.js";
import { head, headOf } from "./common.js";
import { optionHead, optionHeadOf } from "./option.js";
import { constantGroup, defineSection, resolve, type SectionDefinition } from "./section.js";
import { bool, constant, field, type Infer, list, map, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const apiShape = providersFile.shape.apis.element.shape;
const words = list(text);

const provider = struct("Provider", "A model provider.", {
  ...head,
  name: field(constant("provider"), "Value of the provider name attribute."),
  title: field(text, "What the provider is called in names of types."),
});

const providerOption = struct("ProviderOption", "An option of wrappers and mappers.", {
  ...optionHead,
  taken_by: field(text, "`mappers` and all wrappers, all `wrappers`, or the wrapper of one provider, by its id."),
});

const requestField = struct("ProviderRequestField", "A field of the record that a request sets.", {
  field: field(text, "Field of the record."),
  paths: field(words, "Paths of the request, the first that is set."),
});

const usageField = struct("ProviderUsageField", "A count of the record.", {
  field: field(text, "Field of the record."),
  paths: field(words, "Paths of the usage object, the first that is set."),
  sum: field(words, "Paths that are added up when none of the others is set."),
  plus: field(words, "Paths that usage mode disjoint adds."),
  minus: field(words, "Paths that usage mode disjoint takes off, never below zero."),
});

const metadataField = struct("ProviderMetadataField", "A metadata key.", {
  key: field(constant("attribute"), "The name on the wire."),
  source: field(
    vocabulary(
      "MetadataSource",
      "Where a provider's metadata comes from.",
      wordsOf(apiShape.metadata.unwrap().element.shape.source),
    ),
    "Where the paths begin.",
  ),
  paths: field(words, "Paths, the first that is set."),
  sum: field(words, "Paths that are added up when none of the others is set."),
  when: field(
    vocabulary(
      "MetadataWhen",
      "When a provider's metadata is set.",
      wordsOf(apiShape.metadata.unwrap().element.shape.when),
    ),
    "Whether zero and blank count.",
  ),
});

const role = vocabulary("PartRole", "What an item, a block or a part becomes.", wordsOf(partRole));

const media = vocabulary("MediaKind", "First words of media placeholders.", wordsOf(mediaKind));

const kind = struct("ProviderKind", "What a kind of item, block or part becomes.", {
  kind: field(text, "The kind in the provider's words."),
  becomes: field(role, "What it becomes."),
  provider_type: optional(text, "Type of the recorded part when it is not the kind; blank for none."),
  media: optional(media, "First word of the placeholder."),
  text: optional(text, "Member with the text."),
  name: optional(text, "Fixed name of the tool."),
  input: field(words, "Input of a call: the first that is set."),
  members: field(words, "Input of a call: an object of those that are set."),
  output: optional(text, "Member with the result."),
  error: optional(text, "Member with the failure."),
  without: field(words, "Members that the JSON of the item leaves out."),
});

const delta = struct("ProviderDelta", "Text that an event of a stream adds.", {
  event_type: field(text, "Type of the event."),
  source: field(text, "Member of the event with the text."),
  in_list: optional(text, "List of the item that holds the part."),
  part: optional(text, "Kind of a part that the event opens."),
  target: field(text, "Member that the text goes to."),
  mode: field(
    vocabulary("DeltaMode", "What an event does with its text.", wordsOf(apiShape.deltas.unwrap().element.shape.mode)),
    "Whether it is added or replaces what was there.",
  ),
});

const api = struct("ProviderApi", "An API of a provider.", {
  ...head,
  provider: field(text, "Id of the provider."),
  calls: field(words, "Methods of the provider's SDK."),
  artifact: optional(text, "First words of the names of raw artifacts."),
  usage_at: optional(text, "Path of the usage object; unset when the paths begin at the answer."),
  last_events: field(words, "Types of the events after which a stream is complete."),
  request: field(list(requestField), "Fields that the request sets."),
  usage: field(list(usageField), "Token counts."),
  metadata: field(list(metadataField), "Metadata keys."),
  kinds: field(list(kind), "Kinds of items, blocks and parts."),
  deltas: field(list(delta), "Events of a stream that add text."),
});

const unknownKind = struct("UnknownKind", "What the end of a kind's name says.", {
  ...head,
  suffixes: field(words, "Ends of the name."),
  becomes: field(role, "What it becomes."),
});

const stopReason = struct("StopReason", "A canonical stop reason.", {
  ...head,
  values: field(map(words), "The providers' own words, by provider."),
});

const streamEnd = struct("StreamEnd", "A way in which a stream ends.", {
  ...head,
  outcome: optional(text, "Value of the stream outcome key; unset when the key is absent."),
  stop_reason: field(
    vocabulary(
      "StopReasonSource",
      "Which stop reason is recorded.",
      wordsOf(providersFile.shape.stream_ends.element.shape.stop_reason),
    ),
    "The provider's, as far as it was seen, or none.",
  ),
  call_error: field(bool, "Whether the call counts as failed."),
});

const artifact = struct("ProviderArtifact", "A raw artifact.", {
  ...head,
  suffix: field(text, "Last word of the name."),
  kind: field(
    vocabulary("RawArtifactKind", "Kinds of raw artifacts.", wordsOf(rawArtifactKind)),
    "Kind of the artifact.",
  ),
});

const placeholder = struct("Placeholder", "Text in place of what the record does not hold.", {
  ...head,
  text: field(text, "Template; words without a value are left out."),
});

const mediaMember = struct("MediaMember", "A member of JSON that holds media as base64.", {
  member: field(text, "Name of the member."),
  beside: field(words, "Members with the media type, of which one has to be there."),
  inside: field(words, "Names of the member that holds the object."),
  type: optional(text, "Type of the object."),
  media: field(media, "First word of the placeholder."),
  name: optional(text, "Member with the name of the file."),
  format: optional(text, "Member with the second half of the media type."),
  default_format: optional(text, "That half where the member is missing."),
});

const secrets = struct("ProviderSecrets", "What JSON of a provider never shows.", {
  members: field(words, "Members that are left out, however deep they stand."),
  data: field(words, "Members that hold objects of the application, which are not looked into."),
});

const shape = struct("ProviderTables", "Model providers.", {
  providers: field(list(provider), "Providers."),
  options: field(list(providerOption), "Options of wrappers and mappers."),
  apis: field(list(api), "APIs and their tables."),
  unknown_kinds: field(list(unknownKind), "Kinds that no table names."),
  stop_reasons: field(list(stopReason), "Canonical stop reasons."),
  stream_ends: field(list(streamEnd), "How streams end."),
  artifacts: field(list(artifact), "Raw artifacts."),
  placeholders: field(list(placeholder), "Texts in place of other things."),
  media_members: field(list(mediaMember), "Members that hold media."),
  secrets: field(secrets, "What JSON of a provider never shows."),
  merged_embedding_models: field(words, "Models that make one content of a list of texts."),
  unknown_model: field(text, "Name of a model that nobody tells."),
});

export const providersSection: SectionDefinition = defineSection({
  id: "providers",
  brief: "What requests, answers and events of model providers become.",
  inputs: ["spec/providers.yaml", "spec/attributes.yaml"],
  shape,
  build: buildProviders,
  constants: ({ providers }) => [
    constantGroup({
      id: "provider",
      prefix: "PROVIDER",
      className: "ProviderNames",
      brief: "Values of the provider name attribute.",
      entries: providers.providers,
      name: (entry) => entry.id,
      value: (entry) => entry.name,
    }),
    constantGroup({
      id: "stop_reason",
      prefix: "STOP_REASON",
      className: "StopReasonNames",
      brief: "Canonical stop reasons.",
      entries: providers.stop_reasons,
      value: (entry) => entry.id,
    }),
  ],
});

function buildProviders(model: SpecModel): Infer<typeof shape> {
  const { providers } = model;
  return {
    providers: providers.providers.map((entry) => ({ ...headOf(entry), name: entry.name, title: entry.title })),
    options: providers.options.map((entry) => ({
      ...optionHeadOf(entry),
      values: providerOptionValues(entry, model.config),
      taken_by: entry.taken_by,
    })),
    apis: providers.apis.map((entry) => buildApi(entry, model)),
    unknown_kinds: providers.unknown_kinds.map(({ suffixes, becomes, ...entry }) => ({
      ...headOf(entry),
      suffixes,
      becomes,
    })),
    stop_reasons: providers.stop_reasons.map((entry) => ({ ...headOf(entry), values: entry.values })),
    stream_ends: providers.stream_ends.map(({ outcome, stop_reason, call_error, ...entry }) => ({
      ...headOf(entry),
      outcome,
      stop_reason,
      call_error,
    })),
    artifacts: providers.artifacts.map((entry) => ({ ...headOf(entry), suffix: entry.suffix, kind: entry.kind })),
    placeholders: providers.placeholders.map((entry) => ({ ...headOf(entry), text: entry.text })),
    media_members: providers.media_members,
    secrets: providers.secrets,
    merged_embedding_models: providers.merged_embedding_models,
    unknown_model: providers.unknown_model,
  };
}

function buildApi(entry: ProviderApi, { attributes }: SpecModel): Infer<typeof api> {
  const {
    provider: owner,
    calls,
    artifact: prefix,
    usage_at,
    last_events,
    request,
    usage,
    metadata,
    kinds,
    deltas,
  } = entry;
  return {
    ...headOf(entry),
    provider: owner,
    calls,
    artifact: prefix,
    usage_at,
    last_events,
    request,
    usage: usage.map(({ field: target, paths, sum, disjoint }) => ({
      field: target,
      paths,
      sum,
      plus: disjoint?.plus ?? [],
      minus: disjoint?.minus ?? [],
    })),
    metadata: metadata.map(({ ref, ...row }) => ({ key: resolve(attributes, ref, "provider metadata").key, ...row })),
    kinds,
    deltas,
  };
}
