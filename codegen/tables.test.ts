// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { buildTables } from "./tables.js";
import { loadTinyModel } from "./testing/load-tiny.js";

test("is plain JSON, the same on repeat", async () => {
  const model = await loadTinyModel();
  const tables = buildTables(model);
  expect(JSON.parse(JSON.stringify(tables))).toStrictEqual(tables);
  expect(JSON.stringify(buildTables(model))).toBe(JSON.stringify(tables));
});

test("fills in what the spec only names", async () => {
  const { retries, config, sdk } = buildTables(await loadTinyModel());
  expect(sdk).toMatchObject({ spec_version: "1.2.3", vendor: "tiny", proto_package: "tiny.v1", env_prefix: "TINY_" });
  expect(config?.options).toContainEqual({
    id: "generation_export.batch_size",
    brief: "Records per request.",
    type: "int",
    default: 100,
    unit: "records",
    min: 1,
    env: "TINY_BATCH_SIZE",
    status: "available",
    rationale: "Small enough to retry.",
  });
  expect(retries?.http_answers).toStrictEqual([
    { id: "http.accepted", brief: "Stored.", statuses: [{ first: 200, last: 299 }], class: "delivered", hint: "none" },
    {
      id: "http.unavailable",
      brief: "Busy.",
      statuses: [
        { first: 429, last: 429 },
        { first: 503, last: 503 },
      ],
      class: "retry",
      hint: "retry_after",
    },
    { id: "http.other", brief: "Wrong.", statuses: [{ first: 400, last: 499 }], class: "permanent", hint: "none" },
  ]);
});

test("lists every constant by the name that all languages share", async () => {
  const { constants } = buildTables(await loadTinyModel());
  expect(constants).toMatchObject({
    SPEC_VERSION: "1.2.3",
    ATTR_SIGIL_SDK_NAME: "tiny.sdk.name",
    DEFAULT_GENERATION_EXPORT_BATCH_SIZE: 100,
    ENV_BATCH_SIZE: "TINY_BATCH_SIZE",
    LIMIT_ID_MAX: 255,
    HEADER_TENANT: "X-Scope-OrgID",
    ERROR_CATEGORY_RATE_LIMIT: "rate_limit",
    DROP_REASON_REJECTED: "rejected",
  });
});

test("refuses two entries that give one constant two values", async () => {
  const edit = (text: string): string =>
    text.replace(
      "{ id: tenant, name: X-Scope-OrgID",
      "{ id: header.tenant, name: X-Other, brief: Again., examples: [x] }\n  - { id: tenant, name: X-Scope-OrgID",
    );
  const model = await loadTinyModel({ "spec/config.yaml": edit });
  expect(() => buildTables(model)).toThrow(
    'constant group header: the name "TENANT" is empty or stands for two values',
  );
});
