// SPDX-License-Identifier: Apache-2.0
import type { ToolCall, ToolResult } from "../../../generated/ts/models.js";
import { type KindRow, UNKNOWN_KINDS } from "../../../generated/ts/providers.js";
import { isRecord } from "../is-record.js";
import { nonBlank } from "../non-blank.js";
import { isDictionary } from "../value-types.js";
import { joinShown } from "./join-blocks.js";
import { isStructuredJson, toJsonText, toSortedJson } from "./json-text.js";
import { firstAt, member, textOf } from "./read.js";
import { unlessRaw } from "./without-media.js";
import { withoutSecrets } from "./without-secrets.js";

/** Members of a call or a result that are not its content. */
const HEAD = new Set(["type", "id", "call_id", "tool_use_id", "tool_call_id", "name", "status", "is_error"]);
const INPUTS = ["arguments", "input", "action", "args"];
const OUTPUTS = ["output", "content", "result", "response"];

/** How the pieces of a result's content show as text; undefined for what is no text. */
export interface ContentReader {
  /** Text or placeholder of a part in a list. */
  readonly line: (part: unknown) => string | undefined;
  /** Whether the text says all that the part holds. */
  readonly isText: (part: unknown) => boolean;
  /** Placeholder of a result that is nothing but media. */
  readonly media: ((item: unknown) => string) | undefined;
  /** Lines that the output does not hold. */
  readonly more: ((item: unknown) => string[]) | undefined;
  readonly rawMedia: boolean;
}

/** A tool call out of an item: the ids, names and inputs that providers give it. */
export function readToolCall(kind: string, row: KindRow, item: unknown): ToolCall {
  const id = nonBlank(member(item, "call_id")) ?? nonBlank(member(item, "id"));
  const inputJson = toJsonText(inputOf(row, item));
  return {
    ...(id !== undefined && { id }),
    name: row.name ?? nameOf(kind, item) ?? withoutSuffix(kind),
    ...(inputJson !== undefined && { inputJson }),
  };
}

/** A tool result out of an item, with its content as text and, when it has a structure, as JSON. */
export function readToolResult(kind: string, row: KindRow, item: unknown, reader: ContentReader): ToolResult {
  const id = ["tool_use_id", "call_id", "tool_call_id", "id"].map((key) => nonBlank(member(item, key))).find(isText);
  const name = row.name ?? nameOf(kind, item);
  const error = row.error === undefined ? undefined : member(item, row.error);
  const output = outputOf(row, item);
  const value = output ?? error;
  const added = output === undefined ? undefined : toText(error);
  const isMedia = reader.media !== undefined && typeof value === "string";
  const { content, contentJson } = isMedia ? { content: reader.media(item) } : contentOf(value, reader);
  const lines = [content, added, ...(reader.more?.(item) ?? [])].filter(isText);
  return {
    ...(id !== undefined && { toolCallId: id }),
    ...(name !== undefined && { name }),
    ...(lines.length > 0 && { content: lines.join("\n") }),
    ...(contentJson !== undefined && { contentJson }),
    ...(isFailed(item, value, error) && { isError: true }),
  };
}

/** Whether an item that is a call carries its result too. */
export function hasResult(row: KindRow, item: unknown): boolean {
  return [row.output, row.error].some((key) => key !== undefined && (member(item, key) ?? null) !== null);
}

/** Text of a result, and its JSON when it is more than text. */
export function contentOf(value: unknown, reader: ContentReader): Pick<ToolResult, "content" | "contentJson"> {
  if (value === undefined || value === null) return {};
  if (typeof value === "string") {
    return value === "" ? {} : { content: value, ...(isStructuredJson(value) && { contentJson: value }) };
  }
  if (!isRecord(value)) return { content: String(value) };
  const parts = partsOf(value);
  const content = joinShown((parts ?? []).map(reader.line));
  if (Array.isArray(value) && value.length > 0 && value.every(reader.isText)) return content === "" ? {} : { content };
  // An object without a type is what the application's tool gave.
  const contentJson = toSortedJson(unlessRaw(parts === undefined ? value : withoutSecrets(value), reader.rawMedia));
  return { ...(content !== "" && { content }), ...(contentJson !== undefined && { contentJson }) };
}

/** What the provider describes by types: a list of parts, or one. */
function partsOf(value: Record<string, unknown>): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return typeof value["type"] === "string" ? [value] : undefined;
}

/** Servers that imitate an API may use the name of another one. */
function outputOf({ output, error }: KindRow, item: unknown): unknown {
  if (output === undefined) return rest(item, OUTPUTS) ?? undefined;
  return member(item, output) ?? (error === undefined ? firstMember(item, OUTPUTS) : undefined) ?? undefined;
}

function inputOf(row: KindRow, item: unknown): unknown {
  if (row.input !== undefined) return firstAt(item, row.input) ?? firstMember(item, INPUTS);
  if (row.members === undefined) return rest(item, INPUTS);
  const set = row.members
    .map((key) => [key, member(item, key)] as const)
    .filter(([, value]) => (value ?? null) !== null);
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

function firstMember(item: unknown, names: readonly string[]): unknown {
  return names.map((name) => member(item, name)).find((value) => (value ?? null) !== null);
}

/** What an item of an unknown kind holds: one member under a usual name as it is, anything else as an object. */
function rest(item: unknown, usual: readonly string[]): unknown {
  if (!isDictionary(item)) return undefined;
  const entries = Object.entries(item).filter(
    ([key, value]) => !HEAD.has(key) && value !== undefined && value !== null,
  );
  const [first] = entries;
  if (first === undefined) return undefined;
  return entries.length === 1 && usual.includes(first[0]) ? first[1] : Object.fromEntries(entries);
}

/** The item's own name; chat completions has it one level down, Gemini as the type of the tool. */
function nameOf(kind: string, item: unknown): string | undefined {
  return (
    nonBlank(member(item, "name")) ??
    nonBlank(member(member(item, kind), "name")) ??
    nonBlank(member(item, "toolType"))?.toLowerCase()
  );
}

function withoutSuffix(kind: string): string {
  const suffix = UNKNOWN_KINDS.flatMap(({ suffixes }) => suffixes).find((end) => kind.endsWith(end) && kind !== end);
  return suffix === undefined ? kind : kind.slice(0, -suffix.length);
}

function isFailed(item: unknown, value: unknown, error: unknown): boolean {
  if (member(item, "is_error") === true || member(item, "status") === "failed") return true;
  if (/_(FAILED|EXCEEDED)$/.test(textOf(member(item, "outcome")) ?? "")) return true;
  return (error ?? null) !== null || (textOf(member(value, "type"))?.endsWith("_error") ?? false);
}

/** What is told beside the output of a tool, such as why it broke off. */
function toText(error: unknown): string | undefined {
  return nonBlank(error) ?? ((error ?? null) === null ? undefined : nonBlank(toSortedJson(error)));
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
