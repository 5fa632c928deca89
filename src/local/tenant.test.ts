// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { resolveTenant } from "./tenant.js";

const required = { auth: true, defaultTenant: "fake" };

describe("resolveTenant", () => {
  it("ignores the header while the tenant check is off", () => {
    expect(resolveTenant("team-a", { auth: false, defaultTenant: "fake" })).toEqual({ ok: true, tenant: "fake" });
    expect(resolveTenant("a|b", { auth: false, defaultTenant: "local" })).toEqual({ ok: true, tenant: "local" });
  });

  it.each(["a", "Team-1_x.y*z'(b)!", "...", "0".repeat(150)])("accepts %j", (tenant) => {
    expect(resolveTenant(tenant, required)).toEqual({ ok: true, tenant });
  });

  it.each([
    [undefined, "no org id"],
    ["", "no org id"],
    ["a|b", "multiple org IDs present"],
    ["0".repeat(151), "tenant ID is too long: max 150 characters"],
    ["a:b", "tenant ID contains an unsupported character"],
    ["a b", "tenant ID contains an unsupported character"],
    ["a, b", "tenant ID contains an unsupported character"],
    ["ä", "tenant ID contains an unsupported character"],
    [".", "tenant ID is '.' or '..'"],
    ["..", "tenant ID is '.' or '..'"],
  ])("refuses %j", (header, text) => {
    expect(resolveTenant(header, required)).toEqual({ ok: false, text });
  });
});
