// SPDX-License-Identifier: Apache-2.0
// A provider in a process of its own, so that its work is not measured: answers every request with the stream of its path, and
// prints its URL. Below `/single` chunks come one by one, as those of a model do, though a thousand times as fast; else all at once.
import { createServer } from "node:http";

const CHUNKS = 1_000;
/** Enough for the reader to be done with the chunk before. */
const PAUSE_MS = 0.1;

/** @param {unknown} data @param {string} [event] */
const frame = (data, event) => `${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/** @param {(index: number) => string} toChunk */
const repeat = (toChunk) => Array.from({ length: CHUNKS }, (_, index) => toChunk(index));

const word = (/** @type {number} */ index) => ` word${index}`;

/** @type {readonly (readonly [path: RegExp, chunks: readonly string[]])[]} */
const STREAMS = [
  [
    /chat\/completions/,
    [
      ...repeat((index) =>
        frame({
          id: "chatcmpl-1",
          object: "chat.completion.chunk",
          created: 1,
          model: "gpt-5",
          choices: [{ index: 0, delta: { content: word(index) }, finish_reason: null }],
        }),
      ),
      frame({ id: "chatcmpl-1", model: "gpt-5", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
      "data: [DONE]\n\n",
    ],
  ],
  [
    /responses/,
    [
      ...repeat((index) =>
        frame(
          {
            type: "response.output_text.delta",
            item_id: "msg_1",
            output_index: 0,
            content_index: 0,
            sequence_number: index,
            delta: word(index),
            logprobs: [],
          },
          "response.output_text.delta",
        ),
      ),
      frame(
        { type: "response.completed", response: { id: "resp_1", model: "gpt-5", status: "completed", output: [] } },
        "response.completed",
      ),
    ],
  ],
  [
    /messages/,
    [
      frame({ type: "message_start", message: { id: "msg_1", content: [], usage: {} } }, "message_start"),
      frame(
        { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
        "content_block_start",
      ),
      ...repeat((index) =>
        frame(
          { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: word(index) } },
          "content_block_delta",
        ),
      ),
      frame(
        { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
        "message_delta",
      ),
      frame({ type: "message_stop" }, "message_stop"),
    ],
  ],
  [
    /streamGenerateContent/,
    [
      ...repeat((index) =>
        frame({
          candidates: [{ index: 0, content: { role: "model", parts: [{ text: word(index) }] } }],
          usageMetadata: { promptTokenCount: 1, candidatesTokenCount: index },
          modelVersion: "gemini-3.8-flash",
          responseId: "r1",
        }),
      ),
      frame({ candidates: [{ index: 0, finishReason: "STOP" }] }),
    ],
  ],
];

async function pause() {
  const end = performance.now() + PAUSE_MS;
  do await new Promise((resolve) => setImmediate(resolve));
  while (performance.now() < end);
}

const server = createServer((request, response) => {
  const url = request.url ?? "";
  const [, chunks = []] = STREAMS.find(([path]) => path.test(url)) ?? [];
  request.resume();
  request.on("end", async () => {
    response.socket?.setNoDelay(true);
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const chunk of chunks) {
      response.write(chunk);
      if (url.startsWith("/single")) await pause();
    }
    response.end();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") console.log(`http://127.0.0.1:${address?.port}`);
});
// The benchmark closes the pipe when it is done.
process.stdin.resume().on("end", () => process.exit());
