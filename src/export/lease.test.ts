// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Lease } from "./lease.js";

const never = new Promise<void>(() => undefined);

describe("Lease", () => {
  it("is over until it is extended", () => {
    const lease = new Lease();
    const before = lease.isOver;
    lease.extend(0);
    expect([before, lease.isOver]).toEqual([true, false]);
  });

  it("waits for the work while it lasts", async () => {
    const lease = new Lease();
    lease.extend(60_000);
    await lease.whileHeld(Promise.resolve());
    expect(lease.isOver).toBe(false);
  });

  it("gives up work that shows no sign of life", async () => {
    const lease = new Lease();
    lease.extend(-990);
    await lease.whileHeld(never);
    expect(lease.isOver).toBe(true);
  });

  it("lets a sign of life in the same turn count, however late it is", async () => {
    const lease = new Lease();
    let isDone = false;
    const work = new Promise<void>((resolve) => {
      setTimeout(() => {
        isDone = true;
        resolve();
      }, 0);
    });
    await lease.whileHeld(work);
    expect(isDone).toBe(true);
  });

  it("takes work that rejects for gone", async () => {
    const lease = new Lease();
    lease.extend(60_000);
    await lease.whileHeld(Promise.reject(new Error("the request has ended")));
    expect(lease.isOver).toBe(true);
  });
});
