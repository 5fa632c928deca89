// SPDX-License-Identifier: Apache-2.0
export {
  configFromEnv,
  type ReadEnvironmentOptions,
  type RedactorEnvironment,
  redactorOptionsFromEnv,
} from "./config-from-env.js";
export type { Environment, WarningListener } from "./read-variable.js";
