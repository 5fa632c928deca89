// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import type { SpecModel } from "../../model.js";
import { loadTinyModel } from "../../testing/load-tiny.js";
import { tsEnvironmentEmitter } from "./environment.js";

function bodyOf(model: SpecModel): string {
  const [file] = tsEnvironmentEmitter.emit(model);
  const text = file?.text ?? "";
  return text.slice(text.indexOf("/** Every option that a variable fills"));
}

it("lists the variables of available options with the prefix of the spec", async () => {
  const model = await loadTinyModel();
  expect(bodyOf({ ...model, sdk: { ...model.sdk, env_prefix: "ACME_" } })).toBe(
    `/** Every option that a variable fills, in the order of the options; one variable may fill several. */
export const ENVIRONMENT_VARIABLES: readonly EnvironmentVariable[] = [
  { name: "ACME_PROTOCOL", path: ["generationExport", "protocol"], type: "enum", values: ["http", "none"] },
  { name: "ACME_BATCH_SIZE", path: ["generationExport", "batchSize"], type: "int" },
];

/** Variables for something other than the client's options; the path begins with what they are for. */
export const EXTRA_ENVIRONMENT_VARIABLES: readonly EnvironmentVariable[] = [];
`,
  );
});

it("leaves out what is planned, and names the modes that take a credential", async () => {
  const model = await loadTinyModel();
  const [, protocol, batchSize] = model.config.options;
  if (protocol === undefined || batchSize === undefined) throw new Error("the tiny spec has other options");
  const tenant = {
    ...protocol,
    id: "generation_export.auth.tenant_id",
    type: "string" as const,
    values: undefined,
    env: "TENANT",
  };
  const options = [{ ...batchSize, status: "planned" as const }, tenant];
  expect(bodyOf({ ...model, config: { ...model.config, options } })).toContain(
    '= [{ name: "TINY_TENANT", path: ["generationExport", "auth", "tenantId"], type: "string", modes: ["tenant"] }];',
  );
});
