// SPDX-License-Identifier: Apache-2.0
import type Anthropic from "@anthropic-ai/sdk";
import type { MessagePart } from "sigil-sdk";
import { type CasesByType, call, result, text, thinking } from "./cases.js";

type Answered = Anthropic.ContentBlock | Anthropic.Beta.BetaContentBlock;
type Asked = Anthropic.ContentBlockParam | Anthropic.Beta.BetaContentBlockParam;

export const SOURCE = { type: "base64", media_type: "image/png", data: "aGFsbG8=" } as const;
const CALLER = { type: "direct" } as const;

/** What a block of an answer becomes. */
export const ANSWERED: CasesByType<Answered, MessagePart[]> = {
  text: { given: { type: "text", text: " Hi ", citations: null }, becomes: [text(" Hi ")] },
  thinking: {
    given: { type: "thinking", thinking: "So.", signature: "c2ln" },
    becomes: [thinking("So.", "thinking")],
  },
  redacted_thinking: {
    given: { type: "redacted_thinking", data: "c2VjcmV0" },
    becomes: [thinking("[redacted]", "redacted_thinking")],
  },
  tool_use: {
    given: { type: "tool_use", id: "t_1", name: "add", input: { b: 1, a: 2 }, caller: CALLER } as never,
    becomes: [call("t_1", "add", { a: 2, b: 1 }, "tool_use")],
  },
  server_tool_use: {
    given: { type: "server_tool_use", id: "s_1", name: "web_search", input: { query: "tide" }, caller: CALLER },
    becomes: [call("s_1", "web_search", { query: "tide" }, "server_tool_use")],
  },
  mcp_tool_use: {
    given: { type: "mcp_tool_use", id: "m_1", name: "lookup", server_name: "docs", input: {} },
    becomes: [call("m_1", "lookup", {}, "mcp_tool_use")],
  },
  web_search_tool_result: {
    given: {
      type: "web_search_tool_result",
      tool_use_id: "s_1",
      caller: CALLER,
      content: [
        {
          type: "web_search_result",
          title: "Tides",
          url: "https://example.test",
          page_age: null,
          encrypted_content: "x",
        },
      ],
    },
    becomes: [
      result(
        "s_1",
        {
          json: [
            {
              encrypted_content: "x",
              page_age: null,
              title: "Tides",
              type: "web_search_result",
              url: "https://example.test",
            },
          ],
        },
        "web_search_tool_result",
      ),
    ],
  },
  web_fetch_tool_result: {
    given: {
      type: "web_fetch_tool_result",
      tool_use_id: "s_2",
      caller: CALLER,
      content: { type: "web_fetch_tool_result_error", error_code: "unavailable" },
    },
    becomes: [
      result(
        "s_2",
        { json: { error_code: "unavailable", type: "web_fetch_tool_result_error" }, isError: true },
        "web_fetch_tool_result",
      ),
    ],
  },
  code_execution_tool_result: {
    given: {
      type: "code_execution_tool_result",
      tool_use_id: "s_3",
      content: { type: "code_execution_result", content: [], return_code: 0, stderr: "", stdout: "3" },
    },
    becomes: [
      result(
        "s_3",
        { json: { content: [], return_code: 0, stderr: "", stdout: "3", type: "code_execution_result" } },
        "code_execution_tool_result",
      ),
    ],
  },
  bash_code_execution_tool_result: {
    given: {
      type: "bash_code_execution_tool_result",
      tool_use_id: "s_4",
      content: { type: "bash_code_execution_result", content: [], return_code: 1, stderr: "no", stdout: "" },
    },
    becomes: [
      result(
        "s_4",
        { json: { content: [], return_code: 1, stderr: "no", stdout: "", type: "bash_code_execution_result" } },
        "bash_code_execution_tool_result",
      ),
    ],
  },
  text_editor_code_execution_tool_result: {
    given: {
      type: "text_editor_code_execution_tool_result",
      tool_use_id: "s_5",
      content: { type: "text_editor_code_execution_create_result", is_file_update: false },
    },
    becomes: [
      result(
        "s_5",
        { json: { is_file_update: false, type: "text_editor_code_execution_create_result" } },
        "text_editor_code_execution_tool_result",
      ),
    ],
  },
  tool_search_tool_result: {
    given: {
      type: "tool_search_tool_result",
      tool_use_id: "s_6",
      content: { type: "tool_search_tool_search_result", tool_references: [] },
    },
    becomes: [
      result(
        "s_6",
        { json: { tool_references: [], type: "tool_search_tool_search_result" } },
        "tool_search_tool_result",
      ),
    ],
  },
  mcp_tool_result: {
    given: {
      type: "mcp_tool_result",
      tool_use_id: "m_1",
      is_error: true,
      content: [
        { type: "text", text: "not", citations: null },
        { type: "text", text: "found", citations: null },
      ],
    },
    becomes: [result("m_1", { content: "not\nfound", isError: true }, "mcp_tool_result")],
  },
  advisor_tool_result: {
    given: {
      type: "advisor_tool_result",
      tool_use_id: "s_7",
      content: { type: "advisor_result", text: "Look again." } as never,
    },
    becomes: [result("s_7", { json: { text: "Look again.", type: "advisor_result" } }, "advisor_tool_result")],
  },
  container_upload: {
    given: { type: "container_upload", file_id: "file_1" },
    becomes: [text("[file file_1]", "container_upload")],
  },
  compaction: {
    given: { type: "compaction", content: "They talked of tides.", encrypted_content: null },
    becomes: [text("They talked of tides.", "compaction")],
  },
  fallback: {
    given: { type: "fallback", from: { model: "a" }, to: { model: "b" } } as never,
    becomes: [text('{"from":{"model":"a"},"to":{"model":"b"},"type":"fallback"}', "fallback")],
  },
  mcp_tool_listing: {
    given: { type: "mcp_tool_listing", mcp_server_name: "docs", tools: [] },
    becomes: [text('{"mcp_server_name":"docs","tools":[],"type":"mcp_tool_listing"}', "mcp_tool_listing")],
  },
};

/** Blocks that no answer holds. */
export const ASKED: CasesByType<Exclude<Asked, { type: Answered["type"] }>, MessagePart[]> = {
  image: { given: { type: "image", source: SOURCE }, becomes: [text("[image image/png 5 bytes]", "image")] },
  document: {
    given: { type: "document", title: "a.pdf", source: { ...SOURCE, media_type: "application/pdf" } },
    becomes: [text("[document a.pdf application/pdf 5 bytes]", "document")],
  },
  search_result: {
    given: {
      type: "search_result",
      title: "Tides",
      source: "https://example.test",
      content: [
        { type: "text", text: "High" },
        { type: "text", text: "and low" },
      ],
    },
    becomes: [text("High\nand low", "search_result")],
  },
  tool_result: {
    given: { type: "tool_result", tool_use_id: "t_1", content: "3", is_error: false },
    becomes: [result("t_1", { content: "3" }, "tool_result")],
  },
  tool_addition: {
    given: { type: "tool_addition", tool: { type: "tool_reference", name: "add" } } as never,
    becomes: [text('{"tool":{"name":"add","type":"tool_reference"},"type":"tool_addition"}', "tool_addition")],
  },
  tool_removal: {
    given: { type: "tool_removal", tool: { type: "tool_reference", name: "add" } } as never,
    becomes: [text('{"tool":{"name":"add","type":"tool_reference"},"type":"tool_removal"}', "tool_removal")],
  },
};
