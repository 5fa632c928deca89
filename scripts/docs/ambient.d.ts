// SPDX-License-Identifier: Apache-2.0
// What the examples take for granted: the application around them.

/** Asks a model and gives its answer. */
declare function callModel(prompt: string): Promise<string>;

/** Asks a model and gives its answer bit by bit. */
declare function streamModel(prompt: string): AsyncIterable<string>;

/** One vector for each text. */
declare function embedTexts(texts: string[]): Promise<number[][]>;

/** A tool of the application. */
declare function lookUpWeather(city: string): Promise<{ temperature: number }>;

/** Of Next.js, which is not installed here: runs work once the answer has been sent. */
declare module "next/server" {
  export function after(task: Promise<unknown> | (() => unknown)): void;
}

/** A short-lived credential. */
declare function fetchToken(): Promise<string>;
