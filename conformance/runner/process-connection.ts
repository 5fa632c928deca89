// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { z } from "zod";
import { answerSchema } from "../../codegen/schema/protocol.js";
import { type DriverConnection, DriverError, DriverLost, type Message } from "./protocol.js";
import { splitLines } from "./split-lines.js";

/** How a driver is started. */
export interface DriverCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string | undefined;
  /** Whether `command` is a whole command line for the shell; `args` is empty then. */
  readonly isShell?: boolean;
}

type Content = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly id: number;
  resolve(content: Content): void;
  reject(error: Error): void;
}

/** Last characters of what the driver wrote to stderr, for the report of its end. */
const STDERR_TAIL = 2000;

/** How long a process may take to its first answer: some compile themselves first. */
const START_LIMIT_MS = 60_000;

/** Longest line of a driver, in UTF-16 code units; without a limit, one that never ends its line fills the memory. */
const MAX_LINE = 64 * 1024 * 1024;

/** Exit code of a shell that does not find a command. */
const NOT_FOUND = 127;

/**
 * A driver as a process that speaks JSON lines. A lost one rejects everything that is asked of it. The process leads a
 * group of its own, so that what it has started ends with it: `go run`, for example, starts the driver as its child.
 */
export class ProcessConnection implements DriverConnection {
  static readonly #open = new Set<ProcessConnection>();
  static #isWatching = false;
  readonly #process: ChildProcess;
  readonly #stepLimitMs: number;
  readonly #trace: (mark: ">" | "<" | "stderr", text: string) => void;
  #waiting: Waiting | undefined;
  #messages = 0;
  #lost: DriverLost | undefined;
  #stderr = "";

  /** `trace` is told every line in both directions and everything on stderr. */
  constructor(
    { command, args, cwd, isShell = false }: DriverCommand,
    stepLimitMs: number,
    trace: (line: string) => void = () => undefined,
  ) {
    this.#stepLimitMs = stepLimitMs;
    this.#trace = (mark, text) => trace(`${this.#process.pid ?? "-"} ${mark} ${text}`);
    this.#process = spawn(command, [...args], {
      cwd,
      shell: isShell,
      detached: HAS_GROUPS,
      stdio: ["pipe", "pipe", "pipe"],
    });
    ProcessConnection.#add(this);
    const { stdin, stdout, stderr } = this.#process;
    stdin?.on("error", () => undefined); // a driver that ended; its exit says so
    stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL);
      this.#trace("stderr", text.trimEnd());
    });
    stdout?.setEncoding("utf8").on(
      "data",
      splitLines(
        (line) => this.#receive(line),
        MAX_LINE,
        () => this.#lose(`the driver wrote a line of more than ${MAX_LINE} characters`),
      ),
    );
    this.#process.on("error", (error: NodeJS.ErrnoException) =>
      this.#lose(`the driver cannot be started: ${error.message}`, error.code === "ENOENT" || error.code === "EACCES"),
    );
    this.#process.on("close", (code, signal) =>
      this.#lose(
        `the driver ended (${signal ?? `exit code ${code}`}) ${this.#stderr.trim()}`.trim(),
        isShell && code === NOT_FOUND,
      ),
    );
  }

  /** What leads a group of its own does not end with the runner unless the runner ends it. */
  static #add(connection: ProcessConnection): void {
    ProcessConnection.#open.add(connection);
    if (ProcessConnection.#isWatching) return;
    ProcessConnection.#isWatching = true;
    process.once("exit", () => {
      for (const open of ProcessConnection.#open) open.#kill();
    });
  }

  async request(message: Message): Promise<Content> {
    if (this.#lost !== undefined) throw this.#lost;
    if (this.#waiting !== undefined) throw new Error("messages are sent one at a time");
    this.#messages += 1;
    const id = this.#messages;
    const answer = new Promise<Content>((resolve, reject) => {
      this.#waiting = { id, resolve, reject };
    });
    const limitMs = id === 1 ? Math.max(this.#stepLimitMs, START_LIMIT_MS) : this.#stepLimitMs;
    const timer = setTimeout(() => this.#lose(`no answer to ${message.op} within ${limitMs} ms`), limitMs);
    const line = JSON.stringify({ id, ...message });
    this.#trace(">", line);
    this.#process.stdin?.write(`${line}\n`);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the driver's input and, when it and all that it has started do not end by themselves, these. */
  async close(): Promise<void> {
    const { stdin, stdout, stderr } = this.#process;
    if (this.#lost === undefined) {
      stdin?.end();
      await waitFor(this.#process, "close", CLOSE_LIMIT_MS);
    }
    this.#kill();
    if (this.#process.pid !== undefined && this.#process.exitCode === null && this.#process.signalCode === null) {
      await waitFor(this.#process, "exit", CLOSE_LIMIT_MS);
    }
    // A process that left the group may still hold the other ends; nobody waits for it.
    for (const stream of [stdin, stdout, stderr]) stream?.destroy();
    ProcessConnection.#open.delete(this);
  }

  #receive(line: string): void {
    this.#trace("<", line);
    const parsed = answerSchema.safeParse(parseJson(line));
    if (this.#lost !== undefined) return;
    if (!parsed.success) this.#lose(`the driver wrote something else than an answer: ${line.slice(0, 200)}`);
    else if (this.#waiting?.id !== parsed.data.id)
      this.#lose(`the driver answered a message that is not open: ${parsed.data.id}`);
    else this.#answer(this.#waiting, parsed.data);
  }

  /** Nothing is waited for from here on, so that a second answer in the same chunk is one to no message. */
  #answer(waiting: Waiting, answer: z.infer<typeof answerSchema>): void {
    this.#waiting = undefined;
    if ("ok" in answer) waiting.resolve(answer.ok);
    else waiting.reject(new DriverError(answer.error.code, answer.error.message));
  }

  #lose(reason: string, isNotFound = false): void {
    this.#lost ??= new DriverLost(reason, { isNotFound });
    this.#waiting?.reject(this.#lost);
    this.#waiting = undefined;
    this.#kill();
  }

  #kill(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      if (HAS_GROUPS) process.kill(-pid, "SIGKILL");
      else this.#process.kill("SIGKILL");
    } catch {
      // Nobody of the group is left.
    }
  }
}

/** How long a driver may take to end once its input has ended, or once it was killed. */
const CLOSE_LIMIT_MS = 2000;

/** Windows has no process groups to send a signal to. */
const HAS_GROUPS = process.platform !== "win32";

/** Resolves at the event, or when the time is up. */
async function waitFor(child: ChildProcess, event: "close" | "exit", limitMs: number): Promise<void> {
  const signal = AbortSignal.timeout(limitMs);
  await once(child, event, { signal }).catch(() => undefined);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
