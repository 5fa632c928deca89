// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { resolveConfig } from "./resolve-config.js";
import { resolveApiOrigin } from "./resolve-endpoint.js";

test.each([
  ["http://sigil.example", false, "http://sigil.example"],
  ["https://sigil.example:8443/prefix/api?x=1#y", false, "https://sigil.example:8443"],
  ["HTTPS://Sigil.Example/", true, "https://sigil.example"],
  ["http://sigil.example:80", false, "http://sigil.example"],
  ["  sigil.example:9000/path ", false, "https://sigil.example:9000"],
  ["sigil.example", true, "http://sigil.example"],
  ["localhost:8080", false, "http://localhost:8080"],
  ["[::1]:8080", false, "http://[::1]:8080"],
  ["grpc://sigil.example:4317", false, "https://sigil.example:4317"],
  ["grpc://sigil.example:4317", true, "http://sigil.example:4317"],
  ["grpc://127.0.0.1:4317", false, "http://127.0.0.1:4317"],
])("takes %j with insecure %j to %s", (endpoint, insecure, origin) => {
  expect(resolveApiOrigin(endpoint, insecure)).toBe(origin);
});

test.each([
  ["ftp://sigil.example", 'api.endpoint: scheme "ftp" is not supported; use http, https or grpc'],
  ["http://user:secret@sigil.example", "api.endpoint must not contain credentials; use generationExport.auth"],
  [
    "http://sigil.example:port",
    'api.endpoint: "http://sigil.example:port" is not a URL; use https://host or host:port',
  ],
])("refuses %j at construction", (endpoint, message) => {
  expect(() => resolveConfig({ api: { endpoint } })).toThrowError(
    expect.objectContaining({ code: "config", message }) as Error,
  );
});

test("fills in the default for a blank endpoint, and freezes the group", () => {
  const { api } = resolveConfig({ api: { endpoint: "  " } });
  expect(api).toEqual({ endpoint: "http://localhost:8080" });
  expect(Object.isFrozen(api)).toBe(true);
  expect(resolveConfig().api).toEqual({ endpoint: "http://localhost:8080" });
});
