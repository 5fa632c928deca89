// SPDX-License-Identifier: Apache-2.0
import { MAX_TENANT_LENGTH, TENANT_CHARACTERS, TEXTS } from "./facts.js";

/** Who a request is from, or why that could not be told. */
export type TenantResolution =
  | { readonly ok: true; readonly tenant: string }
  | { readonly ok: false; readonly text: string };

/** Whether requests name their tenant, and which one they get otherwise. */
export interface TenantRules {
  readonly auth: boolean;
  readonly defaultTenant: string;
}

/** Applies the tenant rules to the value of the tenant header. With `auth` off the header is ignored. */
export function resolveTenant(header: string | undefined, rules: TenantRules): TenantResolution {
  if (!rules.auth) return { ok: true, tenant: rules.defaultTenant };
  const problem = findTenantProblem(header ?? "");
  return problem === undefined ? { ok: true, tenant: header ?? "" } : { ok: false, text: problem };
}

/** Says what is wrong with a tenant id; undefined when nothing is. */
export function findTenantProblem(tenant: string): string | undefined {
  if (tenant === "") return TEXTS.tenantMissing;
  if (tenant.includes("|")) return TEXTS.tenantMultiple;
  if (tenant.length > MAX_TENANT_LENGTH) return `tenant ID is too long: max ${MAX_TENANT_LENGTH} characters`;
  if (!TENANT_CHARACTERS.test(tenant)) return "tenant ID contains an unsupported character";
  if (tenant === "." || tenant === "..") return "tenant ID is '.' or '..'";
  return undefined;
}
