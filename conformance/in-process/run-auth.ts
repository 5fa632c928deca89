// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import { camelCase } from "../../codegen/naming.js";
import { resolveHeaders } from "../../src/config/resolve-headers.js";
import { type Auth, SigilClient } from "../../src/index.js";
import { inCamelCase } from "../../src/testing-support/spec-rows.js";
import type { ScenarioOf } from "../runner/load-suites.js";
import { configErrorOf } from "./config-error.js";

/** The headers that credentials become, or why a client cannot be made with them. */
export async function runAuth({ auth, headers, expect: expected }: ScenarioOf<"auth">): Promise<void> {
  const generationExport = { auth: toAuth(auth), headers };
  if ("error" in expected) {
    expect(configErrorOf(() => new SigilClient({ generationExport }))).toBe(inCamelCase(expected.error));
    return;
  }
  const { config } = new SigilClient({ generationExport });
  const { headers: resolved } = await resolveHeaders(config, {});
  expect({ headers: resolved }).toEqual(expected);
}

/** Untyped callers may combine what the type forbids; that is what the scenarios are about. */
function toAuth(fields: Readonly<Record<string, unknown>>): Auth {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [camelCase(name), value])) as unknown as Auth;
}
