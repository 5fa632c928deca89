// SPDX-License-Identifier: Apache-2.0
import { type ConfigFile, configFile } from "../schema/config.js";
import { head, headOf } from "./common.js";
import { type ConstantGroup, constantGroup, defineSection, type SectionDefinition, withoutStem } from "./section.js";
import { bool, constant, field, type Infer, int, list, map, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const protocol = vocabulary(
  "Protocol",
  "Protocols that have endpoints.",
  wordsOf(configFile.shape.endpoint_rows.element.shape.protocol),
);

const header = struct("Header", "A request header.", { ...head, name: field(constant("header"), "Name on the wire.") });

const endpoint = struct("Endpoint", "An endpoint of the server.", {
  ...head,
  protocol: field(protocol, "Protocol of the endpoint."),
  method: field(text, "HTTP method, or the gRPC method's kind."),
  path: field(constant("endpoint"), "Path of the endpoint."),
  default_port: optional(int, "Port when the caller names none."),
});

const endpointRow = struct("EndpointRow", "A spelling of an endpoint and what it becomes.", {
  ...head,
  protocol: field(protocol, "Protocol that the endpoint is for."),
  input: field(text, "What the caller writes."),
  insecure: optional(bool, "The caller's switch for connections without TLS; unset when not given."),
  result: optional(text, "Normalised endpoint."),
  plaintext: optional(bool, "Whether the connection goes without TLS."),
  error: optional(text, "Error text when the spelling is refused."),
});

const authMode = struct("AuthMode", "An authentication mode.", {
  ...head,
  mode: field(constant("auth_mode"), "The word that callers use."),
  fields: field(list(text), "Options that the mode reads."),
});

const credential = vocabulary(
  "CredentialState",
  "State of a credential that a row asks for.",
  wordsOf(configFile.shape.auth_rows.element.shape.tenant_id),
);

const authRow = struct("AuthRow", "What a combination of mode and credentials becomes.", {
  ...head,
  mode: field(constant("auth_mode"), "The mode that the row is for."),
  tenant_id: field(credential, "State of the tenant id."),
  bearer_token: field(credential, "State of the bearer token."),
  basic_user: field(credential, "State of the user."),
  basic_password: field(credential, "State of the password."),
  headers: optional(map(text), "Headers to send, as templates over the credentials."),
  error: optional(text, "Error text when the combination is refused."),
});

const shape = struct("ConnectionTables", "The way to the server.", {
  headers: field(list(header), "Request headers."),
  reserved_headers: field(list(text), "Headers that the connection needs for itself; callers cannot set them."),
  endpoints: field(list(endpoint), "Endpoints of the server."),
  endpoint_rows: field(list(endpointRow), "Spellings of an endpoint and what they become."),
  auth_modes: field(list(authMode), "Authentication modes."),
  auth_rows: field(
    list(authRow),
    "What a combination of mode and credentials becomes; the first row that matches wins.",
  ),
});

export const connectionSection: SectionDefinition = defineSection({
  id: "connection",
  brief: "Headers, endpoints and authentication.",
  inputs: ["spec/config.yaml"],
  shape,
  build: ({ config }) => ({
    headers: config.headers.map((entry) => ({ ...headOf(entry), name: entry.name })),
    reserved_headers: config.reserved_headers,
    endpoints: config.endpoints.map((entry) => ({
      ...headOf(entry),
      protocol: entry.protocol,
      method: entry.method,
      path: entry.path,
      default_port: entry.default_port,
    })),
    endpoint_rows: config.endpoint_rows.map(toEndpointRow),
    auth_modes: config.auth_modes.map((entry) => ({ ...headOf(entry), mode: entry.mode, fields: entry.fields })),
    auth_rows: config.auth_rows.map(toAuthRow),
  }),
  constants: ({ config }) => connectionConstants(config),
});

function toEndpointRow(entry: ConfigFile["endpoint_rows"][number]): Infer<typeof endpointRow> {
  return {
    ...headOf(entry),
    protocol: entry.protocol,
    input: entry.input,
    insecure: entry.insecure,
    result: entry.result,
    plaintext: entry.plaintext,
    error: entry.error,
  };
}

function toAuthRow(entry: ConfigFile["auth_rows"][number]): Infer<typeof authRow> {
  return {
    ...headOf(entry),
    mode: entry.mode,
    tenant_id: entry.tenant_id,
    bearer_token: entry.bearer_token,
    basic_user: entry.basic_user,
    basic_password: entry.basic_password,
    headers: entry.headers,
    error: entry.error,
  };
}

function connectionConstants(config: ConfigFile): readonly ConstantGroup[] {
  return [
    constantGroup({
      id: "header",
      prefix: "HEADER",
      className: "HeaderNames",
      brief: "Names of request headers.",
      entries: config.headers,
      name: (entry) => withoutStem(entry.id, "header"),
      value: (entry) => entry.name,
    }),
    constantGroup({
      id: "endpoint",
      prefix: "ENDPOINT",
      className: "EndpointPaths",
      brief: "Paths of the server's endpoints.",
      entries: config.endpoints,
      name: (entry) => withoutStem(entry.id, "endpoint"),
      value: (entry) => entry.path,
    }),
    constantGroup({
      id: "auth_mode",
      prefix: "AUTH_MODE",
      className: "AuthModeNames",
      brief: "Authentication modes.",
      entries: config.auth_modes,
      value: (entry) => entry.mode,
    }),
  ];
}
