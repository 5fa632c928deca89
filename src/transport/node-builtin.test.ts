// SPDX-License-Identifier: Apache-2.0
import http2 from "node:http2";
import { expect, it } from "vitest";
import { findBuiltin, getBuiltin } from "./node-builtin.js";

it("finds a module of this runtime, and none where there is no such function", () => {
  const host = globalThis as { process?: unknown };
  const own = host.process;
  const found = [findBuiltin("node:http2")];
  try {
    for (const process of [{}, undefined]) {
      host.process = process;
      found.push(findBuiltin("node:http2"));
      expect(() => getBuiltin("node:tls")).toThrowError("this runtime has no node:tls");
    }
  } finally {
    host.process = own;
  }
  expect(found).toEqual([http2, undefined, undefined]);
});
