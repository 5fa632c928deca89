// SPDX-License-Identifier: Apache-2.0
import { OPTION_RULES } from "../../generated/ts/option-rules.js";
import type { ContentCaptureResolver, SigilClientOptions } from "../../src/index.js";
import { decodeData } from "../runner/decode-data.js";
import { toAuth } from "./run-auth.js";

/** Options of a client from the config of a scenario, by the names that the options have in config.yaml. */
export function toClientOptions(config: unknown, resolve: (name: string) => unknown): SigilClientOptions {
  return renameMembers(decodeData(config, { form: "native", resolve }), "") as SigilClientOptions;
}

function renameMembers(members: unknown, prefix: string): unknown {
  const entries = Object.entries(members as Readonly<Record<string, unknown>>).map(([name, value]) => {
    const label = prefix + name;
    const rule = OPTION_RULES.find((candidate) => candidate.label === label);
    if (rule === undefined) throw new Error(`there is no option ${label}`);
    const isGroup = OPTION_RULES.some((candidate) => candidate.label.startsWith(`${label}.`));
    return [rule.path.at(-1), isGroup ? renameMembers(value, `${label}.`) : toOptionValue(label, value)];
  });
  return Object.fromEntries(entries);
}

function toOptionValue(label: string, value: unknown): unknown {
  if (label === "generation_export.auth") return toAuth(value as Readonly<Record<string, unknown>>);
  if (label === "content_capture_resolver") return createResolver(String(value));
  return value;
}

/** A resolver that always gives the same answer: a mode, or an outcome of `capture.fail_closed`. */
export function createResolver(answer: string): ContentCaptureResolver {
  // Resolvers of untyped callers; the answers are wrong on purpose.
  const wrong: Readonly<Record<string, () => unknown>> = {
    throws: () => {
      throw new Error("the resolver failed");
    },
    promise: () => Promise.resolve("full"),
    not_a_mode: () => "everything",
  };
  return (wrong[answer] ?? (() => answer)) as ContentCaptureResolver;
}
