// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { MessagePart } from "sigil-sdk";
import { type CasesByType, call, result, text, thinking } from "./cases.js";

type Item = OpenAI.Responses.ResponseOutputItem;

/** What an item of the output becomes. */
export const OUTPUT_ITEMS: CasesByType<Item, MessagePart[]> = {
  message: {
    given: {
      type: "message",
      id: "msg_1",
      role: "assistant",
      status: "completed",
      content: [
        { type: "output_text", text: "Here.", annotations: [] },
        { type: "refusal", refusal: "Not that." },
      ],
    },
    becomes: [text("Here.", "output_text"), text("Not that.", "refusal")],
  },
  reasoning: {
    given: {
      type: "reasoning",
      id: "rs_1",
      summary: [
        { type: "summary_text", text: "One." },
        { type: "summary_text", text: "Two." },
      ],
      encrypted_content: "c2VjcmV0",
    },
    becomes: [thinking("One.\n\nTwo.", "reasoning")],
  },
  function_call: {
    given: { type: "function_call", call_id: "call_1", id: "fc_1", name: "add", arguments: '{"b":2,"a":1}' },
    becomes: [call("call_1", "add", '{"b":2,"a":1}', "function_call")],
  },
  function_call_output: {
    given: { type: "function_call_output", id: "o_1", call_id: "call_1", status: "completed", output: '{"sum":3}' },
    becomes: [result("call_1", { content: '{"sum":3}', json: { sum: 3 } }, "function_call_output")],
  },
  custom_tool_call: {
    given: { type: "custom_tool_call", call_id: "call_2", name: "shell", input: "ls -l" },
    becomes: [call("call_2", "shell", '"ls -l"', "custom_tool_call")],
  },
  custom_tool_call_output: {
    given: {
      type: "custom_tool_call_output",
      id: "o_2",
      call_id: "call_2",
      status: "completed",
      output: [
        { type: "input_text", text: "two files" },
        { type: "input_file", filename: "a.txt", file_data: "data:text/plain;base64,aGFsbG8=" },
      ],
    },
    becomes: [
      result(
        "call_2",
        {
          content: "two files\n[file a.txt text/plain 5 bytes]",
          json: [
            { text: "two files", type: "input_text" },
            { file_data: "[file text/plain 5 bytes]", filename: "a.txt", type: "input_file" },
          ],
        },
        "custom_tool_call_output",
      ),
    ],
  },
  local_shell_call: {
    given: {
      type: "local_shell_call",
      id: "ls_1",
      call_id: "call_3",
      status: "completed",
      action: { type: "exec", command: ["ls"], env: {} },
    },
    becomes: [call("call_3", "local_shell", { command: ["ls"], env: {}, type: "exec" }, "local_shell_call")],
  },
  local_shell_call_output: {
    given: { type: "local_shell_call_output", id: "call_3", output: "a.txt" },
    becomes: [result("call_3", { content: "a.txt" }, "local_shell_call_output")],
  },
  shell_call: {
    given: {
      type: "shell_call",
      id: "sh_1",
      call_id: "call_4",
      status: "completed",
      environment: null,
      action: { commands: ["ls", "pwd"], max_output_length: null, timeout_ms: 100 },
    },
    becomes: [
      call("call_4", "shell", { commands: ["ls", "pwd"], max_output_length: null, timeout_ms: 100 }, "shell_call"),
    ],
  },
  shell_call_output: {
    given: {
      type: "shell_call_output",
      id: "so_1",
      call_id: "call_4",
      max_output_length: null,
      status: "completed",
      output: [{ outcome: { type: "exit", exit_code: 0 }, stdout: "a.txt", stderr: "" }],
    },
    becomes: [
      result(
        "call_4",
        {
          json: [{ outcome: { exit_code: 0, type: "exit" }, stderr: "", stdout: "a.txt" }],
        },
        "shell_call_output",
      ),
    ],
  },
  apply_patch_call: {
    given: {
      type: "apply_patch_call",
      id: "ap_1",
      call_id: "call_5",
      status: "completed",
      operation: { type: "delete_file", path: "a.txt" },
    },
    becomes: [call("call_5", "apply_patch", { path: "a.txt", type: "delete_file" }, "apply_patch_call")],
  },
  apply_patch_call_output: {
    given: { type: "apply_patch_call_output", id: "ao_1", call_id: "call_5", status: "failed", output: "no such file" },
    becomes: [result("call_5", { content: "no such file", isError: true }, "apply_patch_call_output")],
  },
  computer_call: {
    given: {
      type: "computer_call",
      id: "cc_1",
      call_id: "call_6",
      pending_safety_checks: [],
      status: "completed",
      action: { type: "wait" },
    },
    becomes: [call("call_6", "computer", { type: "wait" }, "computer_call")],
  },
  computer_call_output: {
    given: {
      type: "computer_call_output",
      id: "co_1",
      call_id: "call_6",
      status: "completed",
      output: { type: "computer_screenshot", image_url: "data:image/png;base64,aGFsbG8=" },
    },
    becomes: [
      result(
        "call_6",
        {
          content: "[image image/png 5 bytes]",
          json: { image_url: "[image image/png 5 bytes]", type: "computer_screenshot" },
        },
        "computer_call_output",
      ),
    ],
  },
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
};
