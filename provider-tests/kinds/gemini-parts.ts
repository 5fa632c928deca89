// SPDX-License-Identifier: Apache-2.0
import type { Part } from "@google/genai";
import type { MessagePart } from "sigil-sdk";
import { call, result, text } from "./cases.js";

/** Members of a part that say something about its content. */
type Remark =
  | "thought"
  | "thoughtSignature"
  | "videoMetadata"
  | "partMetadata"
  | "mediaProcessing"
  | "mediaResolution"
  | "speechMetadata";

/** One case for each content that a part may have: one that the package adds is an error of the compiler. */
export const PARTS: { readonly [Name in Exclude<keyof Part, Remark>]-?: { given: Part; becomes: MessagePart } } = {
  text: { given: { text: " Hi " }, becomes: text(" Hi ") },
  inlineData: {
    given: { inlineData: { mimeType: "image/png", data: "aGFsbG8=", displayName: "a.png" } },
    becomes: text("[image a.png image/png 5 bytes]", "inline_data"),
  },
  fileData: {
    given: { fileData: { mimeType: "video/mp4", fileUri: "https://example.test/a.mp4" } },
    becomes: text("[video video/mp4 https://example.test/a.mp4]", "file_data"),
  },
  functionCall: {
    given: { functionCall: { id: "f_1", name: "add", args: { b: 1, a: 2 } } },
    becomes: call("f_1", "add", { a: 2, b: 1 }, "function_call"),
  },
  functionResponse: {
    given: { functionResponse: { id: "f_1", name: "add", response: { output: 3 } } },
    becomes: result("f_1", { name: "add", json: { output: 3 } }, "function_response"),
  },
  executableCode: {
    given: { executableCode: { id: "e_1", code: "1+1", language: "PYTHON" as never } },
    becomes: call("e_1", "code_execution", { code: "1+1", language: "PYTHON" }, "executable_code"),
  },
  codeExecutionResult: {
    given: { codeExecutionResult: { id: "e_1", outcome: "OUTCOME_DEADLINE_EXCEEDED" as never, output: "late" } },
    becomes: result("e_1", { name: "code_execution", content: "late", isError: true }, "code_execution_result"),
  },
  toolCall: {
    given: { toolCall: { id: "t_1", toolType: "GOOGLE_SEARCH_WEB" as never, args: { q: "tide" } } },
    becomes: call("t_1", "google_search_web", { q: "tide" }, "tool_call"),
  },
  toolResponse: {
    given: { toolResponse: { id: "t_1", toolType: "GOOGLE_SEARCH_WEB" as never, response: { hits: 1 } } },
    becomes: result("t_1", { name: "google_search_web", json: { hits: 1 } }, "tool_response"),
  },
  audioTranscription: {
    given: { audioTranscription: { text: "Hello" } },
    becomes: text("Hello", "audio_transcription"),
  },
};
