// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { MessagePart } from "sigil-sdk";
import { type CasesByType, call, result, text, thinking } from "./cases.js";
import { PROVIDER_ITEMS } from "./openai-provider-items.js";

type Item = OpenAI.Responses.ResponseOutputItem;

type Cases = CasesByType<Item, MessagePart[]>;

/** What the model says, and the application's tools. */
const OWN = {
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
            { file_data: "[file a.txt text/plain 5 bytes]", filename: "a.txt", type: "input_file" },
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
} satisfies Partial<Cases>;

/** What an item of the output becomes. */
export const OUTPUT_ITEMS: Cases = { ...OWN, ...PROVIDER_ITEMS };
