// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import { resolveGrpcTarget, resolveHttpUrl } from "../../src/config/resolve-endpoint.js";
import { SigilClient } from "../../src/index.js";
import { inCamelCase } from "../../src/testing-support/spec-rows.js";
import type { ScenarioOf } from "../runner/load-suites.js";
import { configErrorOf } from "./config-error.js";

/** Where an endpoint leads, or why a client cannot be made with it. */
export function runEndpoint({ protocol, input, insecure, expect: expected }: ScenarioOf<"endpoint">): void {
  const generationExport = { protocol, endpoint: input, insecure };
  if ("error" in expected) {
    expect(configErrorOf(() => new SigilClient({ generationExport }))).toBe(inCamelCase(expected.error));
    return;
  }
  const { endpoint, insecure: isInsecure } = new SigilClient({ generationExport }).config.generationExport;
  expect(resolve(protocol, endpoint, isInsecure)).toEqual(expected);
}

function resolve(protocol: "http" | "grpc", endpoint: string, insecure: boolean): { url: string; plaintext: boolean } {
  if (protocol === "grpc") {
    const { target, isPlaintext } = resolveGrpcTarget(endpoint, insecure);
    return { url: target, plaintext: isPlaintext };
  }
  const url = resolveHttpUrl(endpoint, insecure);
  return { url, plaintext: url.startsWith("http:") };
}
