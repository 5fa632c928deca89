// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { anchor, bullets, code, codes, heading, json, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const configurationPage: Page = {
  name: "configuration",
  title: "Configuration",
  summary:
    "Options of the client with their defaults and limits, how credentials become headers, and what an endpoint may look like.",
  inputs: () => ["spec/config.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    "An option outside its limits, an unknown word or a combination that cannot work is an error when the client is " +
      "constructed; nothing is clamped. _Env_ is read by `configFromEnv()` only, never implicitly. _The reference SDK_ " +
      "is the Python SDK, release 0.1.4, whose names and behaviour this SDK follows.",
    ...describeOptions(model),
    ...describeEnvironment(model),
    heading(2, "Limits", "limits"),
    "Bounds that the ingest or the protocol sets; they cannot be configured.",
    table(
      ["Limit", "Value", "Description"],
      model.config.limits.map(({ id, value, unit, brief, note }) => [
        `${anchor(`limit-${id}`)}${code(id)}`,
        `${grouped(value)} ${unit}`,
        prose(brief, note),
      ]),
    ),
    heading(2, "Marks", "marks"),
    "Texts in place of what JSON cannot hold, or what is left out of it.",
    table(
      ["Text", "Description"],
      model.config.json_marks.map(({ id, text, brief, note }) => [`${anchor(id)}${code(text)}`, prose(brief, note)]),
    ),
    ...describeAuth(model),
    ...describeEndpoints(model),
  ],
};

/** Options, environment, limits, authentication, endpoints. */
export const referenceConfigurationEmitter: Emitter = pageEmitter(configurationPage);

type Option = SpecModel["config"]["options"][number];

function describeOptions(model: SpecModel): string[] {
  const available = model.config.options.filter(({ status }) => status === "available");
  const planned = model.config.options.filter(({ status }) => status === "planned");
  return [
    heading(2, "Options", "options"),
    table(
      ["Option", "Type", "Default", "Limits", "Env", "Description", "Why"],
      available.map((option) => [
        `${anchor(`option-${option.id}`)}${code(optionPath(option))}`,
        typeOf(option),
        defaultOf(option),
        limitsOf(option),
        option.env === undefined ? "" : code(`${model.sdk.env_prefix}${option.env}`),
        prose(option.brief, option.note),
        prose(option.rationale),
      ]),
    ),
    ...(planned.length === 0
      ? []
      : [
          "Planned, and refused until then:",
          bullets(planned.map((option) => `${code(optionPath(option))}: ${prose(option.brief)}`)),
        ]),
  ];
}

function optionPath({ id }: Option): string {
  return id.split(".").map(camelCase).join(".");
}

function typeOf(option: Option): string {
  if (option.values !== undefined)
    return option.values.map(({ value, brief }) => `${code(value)}: ${prose(brief)}`).join("\n");
  const words: Readonly<Record<string, string>> = { int: "integer", string_map: "Record<string, string>" };
  return code(option.ts_type ?? words[option.type] ?? option.type);
}

function defaultOf({ default: value, default_for, follows, unit }: Option): string {
  if (follows !== undefined) return `origin of an HTTP ${code(follows)}, else ${json(value)}`;
  const main =
    value === undefined || value === null
      ? ""
      : `${typeof value === "number" ? grouped(value) : json(value)}${unit === undefined ? "" : ` ${unit}`}`;
  const others = Object.entries(default_for ?? {}).map(([protocol, own]) => `${code(protocol)}: ${json(own)}`);
  return [main, ...others].filter((line) => line !== "").join("\n");
}

function limitsOf({ min, max }: Option): string {
  const bounds = [min === undefined ? "" : `from ${grouped(min)}`, max === undefined ? "" : `to ${grouped(max)}`];
  return bounds.filter((bound) => bound !== "").join(" ");
}

function describeEnvironment(model: SpecModel): string[] {
  const { env_only: variables, env_format: format } = model.config;
  if (format === undefined && variables.length === 0) return [];
  return [
    heading(2, "Environment", "environment"),
    ...(format === undefined
      ? []
      : [
          `A blank variable counts as unset. Yes is one of ${codes(format.true_words)}, no one of ${codes(format.false_words)}. ` +
            `Maps are written as ${code(`a${format.key_separator}1${format.pair_separator}b${format.key_separator}2`)}.`,
        ]),
    ...(variables.length === 0
      ? []
      : [
          table(
            ["Variable", "Type", "Description"],
            variables.map(({ env, type, brief, note }) => [
              code(`${model.sdk.env_prefix}${env}`),
              code(type),
              prose(brief, note),
            ]),
          ),
        ]),
  ];
}

function describeAuth({ config }: SpecModel): string[] {
  return [
    heading(2, "Authentication", "auth"),
    table(
      ["Mode", "Fields", "Description"],
      config.auth_modes.map(({ mode, fields, brief, note }) => [
        `${anchor(`auth-${mode}`)}${code(mode)}`,
        codes(fields.map(camelCase)),
        prose(brief, note),
      ]),
    ),
    "The first row that fits says what is sent. A header that the caller gives wins over the one that authentication would set.",
    table(
      ["Mode", "tenantId", "bearerToken", "basicUser", "basicPassword", "Headers or error", "Description"],
      config.auth_rows.map((row) => [
        `${anchor(row.id)}${code(row.mode)}`,
        ...[row.tenant_id, row.bearer_token, row.basic_user, row.basic_password].map((credential) =>
          credential === "any" ? "" : credential,
        ),
        row.error === undefined ? headersOf(row.headers ?? {}) : `error: ${prose(row.error)}`,
        prose(row.brief, row.note),
      ]),
    ),
    table(
      ["Header", "Description"],
      config.headers.map(({ id, name, brief, note }) => [`${anchor(id)}${code(name)}`, prose(brief, note)]),
    ),
  ];
}

function headersOf(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, template]) => code(`${name}: ${template}`));
  return lines.length === 0 ? "no header" : lines.join("\n");
}

function describeEndpoints({ config }: SpecModel): string[] {
  return [
    heading(2, "Endpoints", "endpoints"),
    table(
      ["Endpoint", "Protocol", "Method", "Path", "Default port", "Description"],
      config.endpoints.map(({ id, protocol, method, path, default_port: port, brief, note }) => [
        `${anchor(id)}${code(id.replace(/^endpoint\./, ""))}`,
        protocol,
        code(method),
        code(path),
        port === undefined ? "" : String(port),
        prose(brief, note),
      ]),
    ),
    "What may be written as an endpoint, and what it becomes:",
    table(
      ["Protocol", "Endpoint", "insecure", "Becomes", "Plaintext", "Description"],
      config.endpoint_rows.map((row) => [
        `${anchor(row.id)}${row.protocol}`,
        code(row.input),
        row.insecure === undefined ? "" : code(row.insecure),
        row.error === undefined ? code(row.result ?? "") : `error: ${prose(row.error)}`,
        row.plaintext === undefined ? "" : row.plaintext ? "yes" : "no",
        prose(row.brief, row.note),
      ]),
    ),
  ];
}

/** 15728640 -> 15,728,640. */
function grouped(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 20 });
}
