// SPDX-License-Identifier: Apache-2.0
// Every code of an error that the newest types know, where an error has no status: in a stream or in a response.
import type Anthropic from "@anthropic-ai/sdk";
import type OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { classifyError } from "../../src/telemetry/classify-error.js";

type Category = "rate_limit" | "auth_error" | "timeout" | "server_error" | "client_error";

const RESPONSE_CODES: Readonly<Record<OpenAI.Responses.ResponseError["code"], Category>> = {
  server_error: "server_error",
  rate_limit_exceeded: "rate_limit",
  invalid_prompt: "client_error",
  data_residency_mismatch: "client_error",
  bio_policy: "client_error",
  misalignment_policy_violation: "client_error",
  vector_store_timeout: "timeout",
  invalid_image: "client_error",
  invalid_image_format: "client_error",
  invalid_base64_image: "client_error",
  invalid_image_url: "client_error",
  image_too_large: "client_error",
  image_too_small: "client_error",
  image_parse_error: "client_error",
  image_content_policy_violation: "client_error",
  invalid_image_mode: "client_error",
  image_file_too_large: "client_error",
  unsupported_image_media_type: "client_error",
  empty_image_file: "client_error",
  failed_to_download_image: "client_error",
  image_file_not_found: "client_error",
};

const MESSAGE_TYPES: Readonly<Record<Anthropic.ErrorType, Category>> = {
  invalid_request_error: "client_error",
  authentication_error: "auth_error",
  billing_error: "client_error",
  permission_error: "auth_error",
  not_found_error: "client_error",
  rate_limit_error: "rate_limit",
  timeout_error: "timeout",
  api_error: "server_error",
  overloaded_error: "server_error",
  memory_precondition_failed_error: "client_error",
  memory_path_conflict_error: "client_error",
  conflict_error: "client_error",
};

describe("the code of an error without a status has a category", () => {
  it.each(Object.entries(RESPONSE_CODES))("of a response: %s", (code, category) => {
    expect(classifyError({ code, message: "no" })).toBe(category);
  });

  it.each(Object.entries(MESSAGE_TYPES))("of a message: %s", (type, category) => {
    expect(classifyError({ type, message: "no" })).toBe(category);
    expect(classifyError({ error: { error: { type } }, message: "no" })).toBe(category);
  });
});
