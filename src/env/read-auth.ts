// SPDX-License-Identifier: Apache-2.0
import { ENVIRONMENT_VARIABLES, type EnvironmentVariable } from "../../generated/ts/environment.js";
import { type Environment, readVariable, type WarningListener } from "./read-variable.js";

export const AUTH_PATH = "generationExport.auth.";

/** Credentials of the mode that the environment names; those of other modes are left alone. */
export function readAuth(env: Environment, warn: WarningListener): Record<string, unknown> | undefined {
  const variables = ENVIRONMENT_VARIABLES.filter(({ path }) => path.join(".").startsWith(AUTH_PATH));
  const modeVariable = variables.find(({ modes }) => modes === undefined);
  const credentials = variables.filter(({ modes }) => modes !== undefined);
  const mode = modeVariable && readVariable(modeVariable, env, warn);
  if (typeof mode !== "string") {
    const idle = credentials.filter((variable) => readVariable(variable, env, warn) !== undefined);
    for (const name of new Set(idle.map((variable) => variable.name)))
      warn(`${name} is set but ${modeVariable?.name} names no mode; no credentials are sent`);
    return undefined;
  }
  const entries = credentials
    .filter(({ modes }) => modes?.includes(mode))
    .map((variable) => [memberOf(variable), readVariable(variable, env, warn)] as const)
    .filter(([, value]) => value !== undefined);
  return { mode, ...Object.fromEntries(entries) };
}

function memberOf({ path }: EnvironmentVariable): string {
  return path.at(-1) ?? "";
}
