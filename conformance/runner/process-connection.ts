// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { answerSchema } from "../../codegen/schema/protocol.js";
import { type DriverConnection, DriverError, DriverLost, type Message } from "./protocol.js";
import { splitLines } from "./split-lines.js";

/** How a driver is started. */
export interface DriverCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string | undefined;
}

type Content = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly id: number;
  resolve(content: Content): void;
  reject(error: Error): void;
}

/** Last characters of what the driver wrote to stderr, for the report of its end. */
const STDERR_TAIL = 2000;

/** A driver as a process that speaks JSON lines. A lost one rejects everything that is asked of it. */
export class ProcessConnection implements DriverConnection {
  readonly #process: ChildProcess;
  readonly #stepLimitMs: number;
  #waiting: Waiting | undefined;
  #messages = 0;
  #lost: DriverLost | undefined;
  #stderr = "";

  constructor({ command, args, cwd }: DriverCommand, stepLimitMs: number) {
    this.#stepLimitMs = stepLimitMs;
    this.#process = spawn(command, [...args], { cwd, stdio: ["pipe", "pipe", "pipe"] });
    const { stdin, stdout, stderr } = this.#process;
    stdin?.on("error", () => undefined); // a driver that ended; its exit says so
    stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL);
    });
    stdout?.setEncoding("utf8").on(
      "data",
      splitLines((line) => this.#receive(line)),
    );
    this.#process.on("error", (error) => this.#lose(`the driver cannot be started: ${error.message}`));
    this.#process.on("close", (code, signal) =>
      this.#lose(`the driver ended (${signal ?? `exit code ${code}`}) ${this.#stderr.trim()}`.trim()),
    );
  }

  async request(message: Message): Promise<Content> {
    if (this.#lost !== undefined) throw this.#lost;
    if (this.#waiting !== undefined) throw new Error("messages are sent one at a time");
    this.#messages += 1;
    const id = this.#messages;
    const answer = new Promise<Content>((resolve, reject) => {
      this.#waiting = { id, resolve, reject };
    });
    const timer = setTimeout(
      () => this.#lose(`no answer to ${message.op} within ${this.#stepLimitMs} ms`),
      this.#stepLimitMs,
    );
    this.#process.stdin?.write(`${JSON.stringify({ id, ...message })}\n`);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      this.#waiting = undefined;
    }
  }

  /** Ends the driver's input and, when it does not end by itself, the driver. */
  async close(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null || this.#process.pid === undefined) return;
    const closed = new Promise<void>((resolve) => this.#process.once("close", () => resolve()));
    this.#process.stdin?.end();
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), CLOSE_LIMIT_MS);
    await closed;
    clearTimeout(timer);
  }

  #receive(line: string): void {
    const parsed = answerSchema.safeParse(parseJson(line));
    if (!parsed.success) this.#lose(`the driver wrote something else than an answer: ${line.slice(0, 200)}`);
    else if (this.#waiting?.id !== parsed.data.id)
      this.#lose(`the driver answered a message that is not open: ${parsed.data.id}`);
    else if ("ok" in parsed.data) this.#waiting.resolve(parsed.data.ok);
    else this.#waiting.reject(new DriverError(parsed.data.error.code, parsed.data.error.message));
  }

  #lose(reason: string): void {
    this.#lost ??= new DriverLost(reason);
    this.#waiting?.reject(this.#lost);
    this.#process.kill("SIGKILL");
  }
}

/** How long a driver may take to end once its input has ended. */
const CLOSE_LIMIT_MS = 2000;

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
