// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { MessagePart } from "sigil-sdk";
import { type CasesByType, call, result, text } from "./cases.js";

type Item = OpenAI.Responses.ResponseOutputItem;

/** The provider's own tools, and what has no shape of its own. */
export const PROVIDER_ITEMS = {
  web_search_call: {
    given: { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "tides" } },
    becomes: [call("ws_1", "web_search", { query: "tides", type: "search" }, "web_search_call")],
  },
  file_search_call: {
    given: {
      type: "file_search_call",
      id: "fs_1",
      status: "completed",
      queries: ["tides"],
      results: [{ file_id: "file_1", text: "high" }],
    },
    becomes: [
      call("fs_1", "file_search", { queries: ["tides"] }, "file_search_call"),
      result("fs_1", { name: "file_search", json: [{ file_id: "file_1", text: "high" }] }, "file_search_call"),
    ],
  },
  code_interpreter_call: {
    given: {
      type: "code_interpreter_call",
      id: "ci_1",
      container_id: "cntr_1",
      status: "failed",
      code: "1/0",
      outputs: [{ type: "logs", logs: "ZeroDivisionError" }],
    },
    becomes: [
      call("ci_1", "code_interpreter", { code: "1/0" }, "code_interpreter_call"),
      result(
        "ci_1",
        { name: "code_interpreter", json: [{ logs: "ZeroDivisionError", type: "logs" }], isError: true },
        "code_interpreter_call",
      ),
    ],
  },
  image_generation_call: {
    given: {
      type: "image_generation_call",
      id: "ig_1",
      status: "completed",
      result: "aGFsbG8=",
      revised_prompt: "a cat",
      output_format: "webp",
    },
    becomes: [
      call("ig_1", "image_generation", { output_format: "webp", revised_prompt: "a cat" }, "image_generation_call"),
      result("ig_1", { name: "image_generation", content: "[image image/webp 5 bytes]" }, "image_generation_call"),
    ],
  },
  mcp_call: {
    given: {
      type: "mcp_call",
      id: "mcp_1",
      name: "lookup",
      server_label: "docs",
      arguments: "{}",
      output: "found",
      status: "completed",
    },
    becomes: [
      call("mcp_1", "lookup", {}, "mcp_call"),
      result("mcp_1", { name: "lookup", content: "found" }, "mcp_call"),
    ],
  },
  mcp_list_tools: {
    given: { type: "mcp_list_tools", id: "ml_1", server_label: "docs", tools: [] },
    becomes: [text('{"id":"ml_1","server_label":"docs","tools":[],"type":"mcp_list_tools"}', "mcp_list_tools")],
  },
  mcp_approval_request: {
    given: { type: "mcp_approval_request", id: "ma_1", name: "lookup", server_label: "docs", arguments: "{}" },
    becomes: [
      text(
        '{"arguments":"{}","id":"ma_1","name":"lookup","server_label":"docs","type":"mcp_approval_request"}',
        "mcp_approval_request",
      ),
    ],
  },
  mcp_approval_response: {
    given: { type: "mcp_approval_response", id: "mr_1", approval_request_id: "ma_1", approve: true },
    becomes: [
      text(
        '{"approval_request_id":"ma_1","approve":true,"id":"mr_1","type":"mcp_approval_response"}',
        "mcp_approval_response",
      ),
    ],
  },
  tool_search_call: {
    given: {
      type: "tool_search_call",
      id: "ts_1",
      call_id: "call_7",
      execution: "server",
      status: "completed",
      arguments: { query: "tide" },
    },
    becomes: [call("call_7", "tool_search", { query: "tide" }, "tool_search_call")],
  },
  tool_search_output: {
    given: {
      type: "tool_search_output",
      id: "tso_1",
      call_id: "call_7",
      execution: "server",
      status: "completed",
      tools: [{ type: "web_search" }],
    },
    becomes: [result("call_7", { json: [{ type: "web_search" }] }, "tool_search_output")],
  },
  program: {
    given: { type: "program", id: "p_1", call_id: "call_8", code: "tide()", fingerprint: "f" },
    becomes: [call("call_8", "program", { code: "tide()" }, "program")],
  },
  program_output: {
    given: { type: "program_output", id: "po_1", call_id: "call_8", result: "high", status: "completed" },
    becomes: [result("call_8", { content: "high" }, "program_output")],
  },
  additional_tools: {
    given: { type: "additional_tools", id: "at_1", role: "developer", tools: [] },
    becomes: [text('{"id":"at_1","role":"developer","tools":[],"type":"additional_tools"}', "additional_tools")],
  },
  compaction: {
    given: { type: "compaction", id: "cm_1", encrypted_content: "c2VjcmV0" },
    becomes: [text('{"id":"cm_1","type":"compaction"}', "compaction")],
  },
} satisfies Partial<CasesByType<Item, MessagePart[]>>;
