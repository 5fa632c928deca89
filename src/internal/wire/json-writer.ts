// SPDX-License-Identifier: Apache-2.0
import { toBase64 } from "./base64.js";
import { jsonNumber, jsonString } from "./json-text.js";
import { structText } from "./struct-json.js";
import { withWellFormedKeys } from "./struct-members.js";
import { encodeUtf8, Utf8Target } from "./utf8.js";
import { utf8Size } from "./utf8-size.js";

/** From this length on a value stays a piece of its own; shorter ones are joined, which costs less than another piece. */
const LONG_TEXT = 512;

/**
 * Writes one proto-JSON object member by member. Names must be plain ASCII without quotes, as field names are.
 *
 * The text is kept in pieces. One string would have to be flattened before it can be encoded, and a single emoji would
 * turn all of it into two bytes per unit, which doubles memory and makes encoding several times slower.
 */
export class JsonWriter {
  readonly #pieces: string[] = [];
  #text = "";
  #separator = "{";

  text(name: string, value: string): void {
    this.#member(name, jsonString(value));
  }

  texts(name: string, values: readonly string[]): void {
    this.#member(name, `[${values.map(jsonString).join(",")}]`);
  }

  /** Standard base64; a string stands for its UTF-8 text. */
  bytes(name: string, value: string | Uint8Array): void {
    this.#member(name, bytesText(value));
  }

  bytesList(name: string, values: readonly (string | Uint8Array)[]): void {
    this.#member(name, `[${values.map(bytesText).join(",")}]`);
  }

  /** 64-bit integers travel as decimal strings. */
  int64(name: string, value: number): void {
    this.#member(name, `"${value}"`);
  }

  bool(name: string, value: boolean): void {
    this.#member(name, value ? "true" : "false");
  }

  /** Not-a-number and the infinities have names in proto-JSON. */
  double(name: string, value: number): void {
    this.#member(name, Number.isFinite(value) ? jsonNumber(value) : `"${value}"`);
  }

  /** Text that needs no escaping: an enum name or a timestamp. */
  plain(name: string, value: string): void {
    this.#member(name, `"${value}"`);
  }

  message<Message>(name: string, value: Message, write: (value: Message, json: JsonWriter) => void): void {
    this.#member(name, "");
    this.#object(value, write);
  }

  /** A message that is on the wire even when it is absent. */
  messageOrEmpty<Message>(
    name: string,
    value: Message | undefined,
    write: (value: Message, json: JsonWriter) => void,
  ): void {
    if (value === undefined) this.#member(name, "{}");
    else this.message(name, value, write);
  }

  messages<Message>(name: string, values: readonly Message[], write: (value: Message, json: JsonWriter) => void): void {
    this.#member(name, "");
    let separator = "[";
    for (const value of values) {
      this.#text += separator;
      this.#object(value, write);
      separator = ",";
    }
    this.#text += "]";
  }

  /** A map from string to string; nothing when it is absent or empty. */
  textMap(name: string, record: Readonly<Record<string, string>> | undefined): void {
    const entries = Object.entries(withWellFormedKeys(record ?? {}));
    if (entries.length === 0) return;
    this.#member(name, `{${entries.map(([key, value]) => `${jsonString(key)}:${jsonString(value)}`).join(",")}}`);
  }

  struct(name: string, value: Readonly<Record<string, unknown>>): void {
    this.#member(name, structText(value));
  }

  /** Ends the object and returns its text. */
  toText(): string {
    return `${this.#pieces.join("")}${this.#text}${this.#end()}`;
  }

  /** Ends the object and returns its text in UTF-8. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const pieces = [...this.#pieces, this.#text + this.#end()];
    const sizes = pieces.map(utf8Size);
    const bytes = new Uint8Array(sizes.reduce((total, size) => total + size, 0));
    const target = new Utf8Target(bytes);
    let offset = 0;
    pieces.forEach((piece, index) => {
      const size = sizes[index] ?? 0;
      target.write(piece, size, offset);
      offset += size;
    });
    return bytes;
  }

  #member(name: string, value: string): void {
    const head = `${this.#separator}"${name}":`;
    this.#separator = ",";
    if (value.length < LONG_TEXT) {
      this.#text += head + value;
    } else {
      this.#pieces.push(this.#text + head, value);
      this.#text = "";
    }
  }

  #object<Message>(value: Message, write: (value: Message, json: JsonWriter) => void): void {
    this.#separator = "{";
    write(value, this);
    this.#text += this.#end();
    this.#separator = ",";
  }

  #end(): string {
    return this.#separator === "{" ? "{}" : "}";
  }
}

function bytesText(value: string | Uint8Array): string {
  return `"${toBase64(typeof value === "string" ? encodeUtf8(value) : value)}"`;
}
