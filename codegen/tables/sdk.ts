// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { head, headOf } from "./common.js";
import { type ConstantGroup, constantGroup, defineSection, type SectionDefinition } from "./section.js";
import { constant, field, list, struct, text } from "./shape.js";

const identity = struct("SdkIdentity", "How the SDK of one language names itself.", {
  ...head,
  language: field(text, "Programming language."),
  sdk_name: field(constant("sdk_name"), "Value of the SDK name attribute."),
  scope_name: field(text, "Name of the OpenTelemetry instrumentation scope."),
  user_agent: field(text, "Product word of the User-Agent header."),
});

const shape = struct("SdkTables", "The spec itself and the SDKs that follow it.", {
  spec_version: field(constant("sdk"), "Version of the spec that the tables were generated from."),
  vendor: field(constant("sdk"), "Prefix of every vendor-owned telemetry key."),
  proto_package: field(constant("sdk"), "Package of the ingest protocol."),
  env_prefix: field(constant("sdk"), "Prefix of every environment variable."),
  identities: field(list(identity), "One identity per SDK language."),
});

export const sdkSection: SectionDefinition = defineSection({
  id: "sdk",
  brief: "Version, vendor and identities.",
  inputs: ["spec/sdk.yaml"],
  shape,
  build: ({ sdk }) => ({
    spec_version: sdk.spec_version,
    vendor: sdk.vendor,
    proto_package: sdk.proto_package,
    env_prefix: sdk.env_prefix,
    identities: sdk.identities.map((entry) => ({
      ...headOf(entry),
      language: entry.language,
      sdk_name: entry.sdk_name,
      scope_name: entry.scope_name,
      user_agent: entry.user_agent,
    })),
  }),
  constants: (model) => [
    specConstants(model),
    constantGroup({
      id: "sdk_name",
      prefix: "SDK_NAME",
      className: "SdkNames",
      brief: "Value of the SDK name attribute per language.",
      entries: model.sdk.identities,
      name: (entry) => entry.language,
      value: (entry) => entry.sdk_name,
    }),
  ],
});

function specConstants({ sdk }: SpecModel): ConstantGroup {
  const constants = [
    { name: "SPEC_VERSION", value: sdk.spec_version, brief: "Version of the spec that this code was generated from." },
    { name: "VENDOR", value: sdk.vendor, brief: "Prefix of every vendor-owned telemetry key." },
    { name: "PROTO_PACKAGE", value: sdk.proto_package, brief: "Package of the ingest protocol." },
    { name: "ENV_PREFIX", value: sdk.env_prefix, brief: "Prefix of every environment variable." },
  ];
  return { id: "sdk", prefix: "", className: "Spec", brief: "Facts about the spec itself.", constants };
}
