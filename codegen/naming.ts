// SPDX-License-Identifier: Apache-2.0

/** `started_at` -> `startedAt`. */
export function camelCase(name: string): string {
  return name.replace(/[_.-]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `started_at` -> `StartedAt`. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** `gen_ai.request.model` -> `GEN_AI_REQUEST_MODEL`; `generationExport` -> `GENERATION_EXPORT`. */
export function constantCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .toUpperCase();
}

/** Name of the constant for an attribute id; `vendor.sdk.name` -> `ATTR_SIGIL_SDK_NAME` with the fixed namespace. */
export function attributeConstant(id: string, namespace: string): string {
  return `ATTR_${constantCase(id.replace(/^vendor\./, `${namespace}.`))}`;
}
