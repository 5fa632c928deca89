// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from "vitest";
import { createScopeStorage } from "./no-storage.js";

afterEach(() => vi.unstubAllGlobals());

describe("where the runtime offers AsyncLocalStorage", () => {
  it("uses it, so that values last across awaits", async () => {
    const storage = createScopeStorage<string>();
    const seen = await storage.run("x", async () => {
      await null;
      return storage.get();
    });
    expect([seen, storage.get()]).toEqual(["x", undefined]);
  });
});

describe.each([["nothing"], [{}], [{ getBuiltinModule: () => undefined }]])("where process is %j", (process) => {
  it("keeps a value for the synchronous part of a scope, and never for longer", async () => {
    vi.stubGlobal("process", process === "nothing" ? undefined : process);
    const storage = createScopeStorage<string>();
    let later: string | undefined = "not asked";
    const pending = storage.run("outer", async () => {
      expect(storage.run("inner", () => storage.get())).toBe("inner");
      expect(storage.get()).toBe("outer");
      await null;
      later = storage.get();
    });
    expect(storage.get()).toBeUndefined();
    await pending;
    expect(later).toBeUndefined();
  });

  it("restores the outer value after a throw", () => {
    vi.stubGlobal("process", process === "nothing" ? undefined : process);
    const storage = createScopeStorage<string>();
    storage.run("outer", () => {
      expect(() => storage.run("inner", () => expect.fail())).toThrow();
      expect(storage.get()).toBe("outer");
    });
  });
});
