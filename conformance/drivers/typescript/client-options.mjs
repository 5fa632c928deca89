// SPDX-License-Identifier: Apache-2.0
import { decodeRecord, decodeValue, toCamelCase } from "./decode-value.mjs";
import { Unsupported } from "./unsupported.mjs";

/** Options by their names in the config of a case. */
const OPTIONS = new Set([
  "generation_export",
  "generation_export_endpoint",
  "api",
  "content_capture",
  "content_capture_resolver",
  "generation_sanitizer",
  "embedding_capture",
  "agent_name",
  "agent_version",
  "user_id",
  "tags",
]);

/**
 * Options of a client from the config of a case.
 *
 * @param {Readonly<Record<string, unknown>>} config
 * @param {import("./run-driver.mjs").Sdk} sdk
 * @returns {import("sigil-sdk").SigilClientOptions}
 */
export function toClientOptions(config, sdk) {
  const entries = Object.entries(config).map(([name, value]) => {
    if (!OPTIONS.has(name)) throw new Unsupported(`option ${name}`);
    return [toCamelCase(name), toOption(name, value, sdk)];
  });
  return Object.fromEntries(entries);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {import("./run-driver.mjs").Sdk} sdk
 */
function toOption(name, value, sdk) {
  if (name === "content_capture_resolver") return createResolver(value);
  if (name === "generation_sanitizer") return createSanitizer(String(value), sdk);
  return name === "tags" ? decodeValue(value) : decodeRecord(value);
}

/**
 * A resolver by what it answers, as PROTOCOL.md lists it.
 *
 * @param {any} answer
 * @returns {import("sigil-sdk").ContentCaptureResolver}
 */
function createResolver(answer) {
  const { by_metadata: key, in_turn: turns, changes_metadata: changed } = answer;
  if (key !== undefined) return (metadata) => /** @type {any} */ (metadata[key] ?? "default");
  if (turns !== undefined) {
    const left = [...turns];
    return () => left.shift();
  }
  if (changed !== undefined) {
    return (metadata) => {
      Reflect.set(metadata, changed, "changed by the resolver");
      return "default";
    };
  }
  /** @type {Readonly<Record<string, () => unknown>>} */
  const wrong = {
    throws: () => {
      throw new Error("the resolver failed");
    },
    promise: () => Promise.resolve("full"),
    not_a_mode: () => "everything",
  };
  // The answers of untyped callers are wrong on purpose.
  return /** @type {any} */ (wrong[answer] ?? (() => answer));
}

/**
 * A sanitizer by what it does, as PROTOCOL.md lists them.
 *
 * @param {string} behaviour
 * @param {import("./run-driver.mjs").Sdk} sdk
 * @returns {import("sigil-sdk").GenerationSanitizer}
 */
function createSanitizer(behaviour, sdk) {
  /** @type {Readonly<Record<string, (generation: import("sigil-sdk").Generation) => unknown>>} */
  const behaviours = {
    replaces_prompt: (generation) => ({ ...generation, systemPrompt: "[removed]" }),
    breaks_record: (generation) => ({ ...generation, model: { provider: "", name: "" } }),
    returns_nothing: () => undefined,
    throws: () => {
      throw new Error("the sanitizer failed");
    },
    secret_redactor: sdk.createSecretRedactor(),
  };
  const sanitizer = behaviours[behaviour];
  if (sanitizer === undefined) throw new Unsupported(`sanitizer ${behaviour}`);
  return /** @type {any} */ (sanitizer);
}
