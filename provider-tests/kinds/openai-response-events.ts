// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { MessagePart } from "sigil-sdk";
import { type CasesByType, call, result, text, thinking } from "./cases.js";

type Event = OpenAI.Responses.ResponseStreamEvent;

const NOTHING: MessagePart[] = [];

/** Where most events say that they belong. */
export const AT = { item_id: "i_1", output_index: 0, sequence_number: 1 };

/** A response with as much as the mapping looks at. */
function response(status: OpenAI.Responses.ResponseStatus): OpenAI.Responses.Response {
  const output: OpenAI.Responses.ResponseOutputItem[] = [
    {
      type: "message",
      id: "m_1",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "Hi", annotations: [] }],
    },
  ];
  const known = { id: "resp_1", model: "gpt-5", object: "response", status };
  return { ...known, output: status === "queued" || status === "in_progress" ? [] : output } as never;
}

/** An event that tells of progress alone. */
function progress<Type extends Event["type"]>(type: Type): { given: Extract<Event, { type: Type }>; becomes: never[] } {
  return { given: { type, ...AT } as never, becomes: [] };
}

function whole<Type extends Event["type"]>(
  type: Type,
  status: OpenAI.Responses.ResponseStatus,
): { given: Extract<Event, { type: Type }>; becomes: MessagePart[] } {
  const given = { type, sequence_number: 1, response: response(status) } as never;
  return { given, becomes: status === "queued" || status === "in_progress" ? NOTHING : [text("Hi", "output_text")] };
}

/** What an event becomes when it is all that ever came. */
export const RESPONSE_EVENTS: CasesByType<Event, MessagePart[]> = {
  "response.created": whole("response.created", "in_progress"),
  "response.queued": whole("response.queued", "queued"),
  "response.in_progress": whole("response.in_progress", "in_progress"),
  "response.completed": whole("response.completed", "completed"),
  "response.incomplete": whole("response.incomplete", "incomplete"),
  "response.failed": whole("response.failed", "failed"),
  // The SDK throws it; nothing of it is content
  error: { given: { type: "error", code: null, message: "broken", param: null, sequence_number: 1 }, becomes: [] },
  "response.output_item.added": {
    given: {
      type: "response.output_item.added",
      ...AT,
      item: { type: "function_call", call_id: "c_1", name: "add", arguments: "" },
    },
    becomes: [call("c_1", "add", undefined, "function_call")],
  },
  "response.output_item.done": {
    given: {
      type: "response.output_item.done",
      ...AT,
      item: { type: "function_call", call_id: "c_1", name: "add", arguments: "{}" },
    },
    becomes: [call("c_1", "add", {}, "function_call")],
  },
  "response.content_part.added": {
    given: {
      type: "response.content_part.added",
      ...AT,
      content_index: 0,
      part: { type: "output_text", text: "", annotations: [] },
    },
    becomes: [],
  },
  "response.content_part.done": {
    given: { type: "response.content_part.done", ...AT, content_index: 0, part: { type: "refusal", refusal: "No." } },
    becomes: [text("No.", "refusal")],
  },
  "response.output_text.delta": {
    given: { type: "response.output_text.delta", ...AT, content_index: 0, delta: "H", logprobs: [] },
    becomes: [text("H", "output_text")],
  },
  "response.output_text.done": {
    given: { type: "response.output_text.done", ...AT, content_index: 0, text: "Hi", logprobs: [] },
    becomes: [text("Hi", "output_text")],
  },
  "response.output_text.annotation.added": {
    given: {
      type: "response.output_text.annotation.added",
      ...AT,
      content_index: 0,
      annotation_index: 0,
      annotation: { type: "file_path", file_id: "f_1", index: 0 },
    },
    becomes: [],
  },
  "response.refusal.delta": {
    given: { type: "response.refusal.delta", ...AT, content_index: 0, delta: "N" },
    becomes: [text("N", "refusal")],
  },
  "response.refusal.done": {
    given: { type: "response.refusal.done", ...AT, content_index: 0, refusal: "No." },
    becomes: [text("No.", "refusal")],
  },
  "response.reasoning_text.delta": {
    given: { type: "response.reasoning_text.delta", ...AT, content_index: 0, delta: "So" },
    becomes: [thinking("So", "reasoning")],
  },
  "response.reasoning_text.done": {
    given: { type: "response.reasoning_text.done", ...AT, content_index: 0, text: "So it is." },
    becomes: [thinking("So it is.", "reasoning")],
  },
  "response.reasoning_summary_part.added": {
    given: {
      type: "response.reasoning_summary_part.added",
      ...AT,
      summary_index: 0,
      part: { type: "summary_text", text: "" },
    },
    becomes: [],
  },
  "response.reasoning_summary_part.done": {
    given: {
      type: "response.reasoning_summary_part.done",
      ...AT,
      summary_index: 0,
      part: { type: "summary_text", text: "In short." },
    },
    becomes: [thinking("In short.", "reasoning")],
  },
  "response.reasoning_summary_text.delta": {
    given: { type: "response.reasoning_summary_text.delta", ...AT, summary_index: 0, delta: "In" },
    becomes: [thinking("In", "reasoning")],
  },
  "response.reasoning_summary_text.done": {
    given: { type: "response.reasoning_summary_text.done", ...AT, summary_index: 0, text: "In short." },
    becomes: [thinking("In short.", "reasoning")],
  },
  "response.function_call_arguments.delta": {
    given: { type: "response.function_call_arguments.delta", ...AT, delta: '{"a":' },
    becomes: [call(undefined, "function", JSON.stringify('{"a":'), "function_call")],
  },
  "response.function_call_arguments.done": {
    given: { type: "response.function_call_arguments.done", ...AT, arguments: '{"a":1}' } as never,
    becomes: [call(undefined, "function", { a: 1 }, "function_call")],
  },
  "response.custom_tool_call_input.delta": {
    given: { type: "response.custom_tool_call_input.delta", ...AT, delta: "ls" },
    becomes: [call(undefined, "custom_tool", '"ls"', "custom_tool_call")],
  },
  "response.custom_tool_call_input.done": {
    given: { type: "response.custom_tool_call_input.done", ...AT, input: "ls -l" },
    becomes: [call(undefined, "custom_tool", '"ls -l"', "custom_tool_call")],
  },
  "response.mcp_call_arguments.delta": {
    given: { type: "response.mcp_call_arguments.delta", ...AT, delta: "{" },
    becomes: [call(undefined, "mcp", '"{"', "mcp_call")],
  },
  "response.mcp_call_arguments.done": {
    given: { type: "response.mcp_call_arguments.done", ...AT, arguments: "{}" },
    becomes: [call(undefined, "mcp", {}, "mcp_call")],
  },
  "response.code_interpreter_call_code.delta": {
    given: { type: "response.code_interpreter_call_code.delta", ...AT, delta: "1+" },
    becomes: [call(undefined, "code_interpreter", { code: "1+" }, "code_interpreter_call")],
  },
  "response.code_interpreter_call_code.done": {
    given: { type: "response.code_interpreter_call_code.done", ...AT, code: "1+1" },
    becomes: [call(undefined, "code_interpreter", { code: "1+1" }, "code_interpreter_call")],
  },
  "response.shell_call_command.added": {
    given: { type: "response.shell_call_command.added", ...AT, command_index: 0, command: "ls" },
    becomes: [call(undefined, "shell", { commands: ["ls"] }, "shell_call")],
  },
  "response.shell_call_command.delta": {
    given: { type: "response.shell_call_command.delta", ...AT, command_index: 1, delta: "pwd" },
    becomes: [call(undefined, "shell", { commands: ["", "pwd"] }, "shell_call")],
  },
  "response.shell_call_command.done": {
    given: { type: "response.shell_call_command.done", ...AT, command_index: 0, command: "ls -l" },
    becomes: [call(undefined, "shell", { commands: ["ls -l"] }, "shell_call")],
  },
  "response.shell_call_output_content.delta": {
    given: { type: "response.shell_call_output_content.delta", ...AT, command_index: 0, delta: { stdout: "a.t" } },
    becomes: [result(undefined, { name: "shell_call_output", json: [{ stdout: "a.t" }] }, "shell_call_output")],
  },
  "response.shell_call_output_content.done": {
    given: {
      type: "response.shell_call_output_content.done",
      ...AT,
      command_index: 0,
      output: [{ outcome: { type: "exit", exit_code: 1 }, stdout: "", stderr: "no" }],
    },
    becomes: [
      result(
        undefined,
        { name: "shell_call_output", json: [{ outcome: { exit_code: 1, type: "exit" }, stderr: "no", stdout: "" }] },
        "shell_call_output",
      ),
    ],
  },
  "response.audio.transcript.delta": {
    given: { type: "response.audio.transcript.delta", sequence_number: 1, delta: "Hel" },
    becomes: [text("Hel", "audio_transcript")],
  },
  "response.audio.delta": {
    given: { type: "response.audio.delta", sequence_number: 1, delta: "aGFsbG8=" },
    becomes: [],
  },
  "response.audio.done": progress("response.audio.done"),
  "response.audio.transcript.done": progress("response.audio.transcript.done"),
  "response.image_generation_call.partial_image": {
    given: {
      type: "response.image_generation_call.partial_image",
      ...AT,
      partial_image_b64: "aGFsbG8=",
      partial_image_index: 0,
    },
    becomes: [],
  },
  "response.code_interpreter_call.completed": progress("response.code_interpreter_call.completed"),
  "response.code_interpreter_call.in_progress": progress("response.code_interpreter_call.in_progress"),
  "response.code_interpreter_call.interpreting": progress("response.code_interpreter_call.interpreting"),
  "response.compaction.compacting": progress("response.compaction.compacting"),
  "response.file_search_call.completed": progress("response.file_search_call.completed"),
  "response.file_search_call.in_progress": progress("response.file_search_call.in_progress"),
  "response.file_search_call.searching": progress("response.file_search_call.searching"),
  "response.image_generation_call.completed": progress("response.image_generation_call.completed"),
  "response.image_generation_call.generating": progress("response.image_generation_call.generating"),
  "response.image_generation_call.in_progress": progress("response.image_generation_call.in_progress"),
  "response.mcp_call.completed": progress("response.mcp_call.completed"),
  "response.mcp_call.failed": progress("response.mcp_call.failed"),
  "response.mcp_call.in_progress": progress("response.mcp_call.in_progress"),
  "response.mcp_list_tools.completed": progress("response.mcp_list_tools.completed"),
  "response.mcp_list_tools.failed": progress("response.mcp_list_tools.failed"),
  "response.mcp_list_tools.in_progress": progress("response.mcp_list_tools.in_progress"),
  "response.web_search_call.completed": progress("response.web_search_call.completed"),
  "response.web_search_call.in_progress": progress("response.web_search_call.in_progress"),
  "response.web_search_call.searching": progress("response.web_search_call.searching"),
};
