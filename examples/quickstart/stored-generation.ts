// SPDX-License-Identifier: Apache-2.0
// From a stored generation (proto-JSON) to the shape in which samples state their expectations.

type Json = Readonly<Record<string, unknown>>;

/**
 * Fields that are not set are left out, whether the ingest wrote their default or nothing. Enum names become words,
 * base64 bytes the JSON they hold, and int64 strings numbers. `tool_calls` is the number of tool calls in the output.
 */
export function toExpectedShape(stored: Json): Json {
  const output = listOf(stored.output);
  return {
    ...stored,
    response_id: textOf(stored.response_id),
    response_model: textOf(stored.response_model),
    system_prompt: textOf(stored.system_prompt),
    stop_reason: textOf(stored.stop_reason) ?? "",
    call_error: textOf(stored.call_error),
    max_tokens: numberOf(stored.max_tokens),
    input: listOf(stored.input).map(toMessage),
    output: output.map(toMessage),
    tools: listOf(stored.tools).map(toTool),
    usage: toUsage(stored.usage),
    tool_calls: output.flatMap(({ parts }) => listOf(parts)).filter((part) => part.tool_call !== undefined).length,
  };
}

function toMessage(message: Json): Json {
  return withoutDefaults({
    ...message,
    role: String(message.role)
      .replace(/^MESSAGE_ROLE_/, "")
      .toLowerCase(),
    name: textOf(message.name),
    parts: listOf(message.parts).map(toPart),
  });
}

function toPart({ metadata, ...payload }: Json): Json {
  const { tool_call: call, tool_result: result } = payload;
  return withoutDefaults({
    ...payload,
    // An empty text is content: the kind of the part is set.
    provider_type: textOf(objectOf(metadata).provider_type),
    ...(call === undefined ? {} : { tool_call: toToolCall(objectOf(call)) }),
    ...(result === undefined ? {} : { tool_result: toToolResult(objectOf(result)) }),
  });
}

function toToolCall({ input_json: input, ...call }: Json): Json {
  return withoutDefaults({ ...call, id: textOf(call.id), input_json: decodeJson(input) });
}

function toToolResult({ content_json: content, ...result }: Json): Json {
  return withoutDefaults({
    ...result,
    tool_call_id: textOf(result.tool_call_id),
    name: textOf(result.name),
    content: textOf(result.content),
    content_json: decodeJson(content),
    is_error: result.is_error === false ? undefined : result.is_error,
  });
}

function toTool({ input_schema_json: schema, ...tool }: Json): Json {
  return withoutDefaults({
    ...tool,
    type: textOf(tool.type),
    description: textOf(tool.description),
    deferred: tool.deferred === false ? undefined : tool.deferred,
    input_schema: decodeJson(schema),
  });
}

/** Only the counts that are set: an empty message and none mean the same. */
function toUsage(usage: unknown): Json {
  const counts = Object.entries(objectOf(usage)).map(([key, count]) => [key, numberOf(count)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count !== 0));
}

/** The JSON in base64 bytes; bytes that hold none are shown as they are. */
function decodeJson(bytes: unknown): unknown {
  if (typeof bytes !== "string" || bytes === "") return undefined;
  const text = Buffer.from(bytes, "base64").toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return { not_json: text };
  }
}

function textOf(value: unknown): unknown {
  return value === "" ? undefined : value;
}

/** Proto-JSON writes int64 as a string and reads both. */
function numberOf(value: unknown): unknown {
  return typeof value === "string" ? Number(value) : value;
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): Json {
  // Only null, scalars and lists are not read by name; they have none of the fields.
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function withoutDefaults(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
