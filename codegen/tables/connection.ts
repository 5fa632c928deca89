// SPDX-License-Identifier: Apache-2.0
import { type ConfigFile, configFile } from "../schema/config.js";
import { head, headOf } from "./common.js";
import {
  bool,
  constant,
  field,
  list,
  map,
  optional,
  type Shape,
  type StructNode,
  struct,
  text,
  type VocabularyNode,
  vocabulary,
} from "./shape.js";
import { wordsOf } from "./words-of.js";

type Credential = ConfigFile["auth_rows"][number]["tenant_id"];

interface Head {
  readonly id: string;
  readonly brief: string;
}

export interface EndpointRow extends Head {
  readonly protocol: "http" | "grpc";
  readonly input: string;
  readonly insecure?: boolean | undefined;
  readonly result?: string | undefined;
  readonly plaintext?: boolean | undefined;
  readonly error?: string | undefined;
}

export interface AuthMode extends Head {
  readonly mode: string;
  readonly fields: readonly string[];
}

export interface AuthRow extends Head {
  readonly mode: string;
  readonly tenant_id: Credential;
  readonly bearer_token: Credential;
  readonly basic_user: Credential;
  readonly basic_password: Credential;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly error?: string | undefined;
}

export const protocol: Shape<"http" | "grpc", VocabularyNode> = vocabulary(
  "Protocol",
  "Protocols that have endpoints.",
  wordsOf(configFile.shape.endpoint_rows.element.shape.protocol),
);

export const endpointRow: Shape<EndpointRow, StructNode> = struct(
  "EndpointRow",
  "A spelling of an endpoint and what it becomes.",
  {
    ...head,
    protocol: field(protocol, "Protocol that the endpoint is for."),
    input: field(text, "What the caller writes."),
    insecure: optional(bool, "The caller's switch for connections without TLS; unset when not given."),
    result: optional(text, "Normalised endpoint."),
    plaintext: optional(bool, "Whether the connection goes without TLS."),
    error: optional(text, "Error text when the spelling is refused."),
  },
);

export const authMode: Shape<AuthMode, StructNode> = struct("AuthMode", "An authentication mode.", {
  ...head,
  mode: field(constant("auth_mode"), "The word that callers use."),
  fields: field(list(text), "Options that the mode reads."),
});

const credential = vocabulary(
  "CredentialState",
  "State of a credential that a row asks for.",
  wordsOf(configFile.shape.auth_rows.element.shape.tenant_id),
);

export const authRow: Shape<AuthRow, StructNode> = struct(
  "AuthRow",
  "What a combination of mode and credentials becomes.",
  {
    ...head,
    mode: field(constant("auth_mode"), "The mode that the row is for."),
    tenant_id: field(credential, "State of the tenant id."),
    bearer_token: field(credential, "State of the bearer token."),
    basic_user: field(credential, "State of the user."),
    basic_password: field(credential, "State of the password."),
    headers: optional(map(text), "Headers to send, as templates over the credentials."),
    error: optional(text, "Error text when the combination is refused."),
  },
);

export function toEndpointRow(entry: ConfigFile["endpoint_rows"][number]): EndpointRow {
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

export function toAuthRow(entry: ConfigFile["auth_rows"][number]): AuthRow {
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
