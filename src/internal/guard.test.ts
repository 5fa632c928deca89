// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { guard } from "./guard.js";
import { ignoreRejection } from "./ignore-rejection.js";

it("gives what the function gives", () => {
  const value = {};
  expect(guard(() => value)).toBe(value);
});

it("gives undefined for a throw, and tells what was thrown", () => {
  const error = new Error("theirs");
  const told: unknown[] = [];
  const fail = (): never => {
    throw error;
  };
  expect(guard(fail)).toBeUndefined();
  expect(guard(fail, (thrown) => told.push(thrown))).toBeUndefined();
  expect(told).toEqual([error]);
});

it("takes rejections of promises and thenables, and nothing else", async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", listener);
  ignoreRejection(Promise.reject(new Error("late")));
  const get = (): never => expect.fail("hostile");
  for (const value of [undefined, null, "text", {}, JSON.parse('{"then":1}'), new Proxy({}, { get })]) {
    ignoreRejection(value);
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.off("unhandledRejection", listener);
  expect(unhandled).toEqual([]);
});
