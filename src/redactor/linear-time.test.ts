// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { redactSecrets } from "./redact-text.js";

const tables: { redaction: { patterns: { vectors: { text: string[] }[]; literals: string[] }[] } } = JSON.parse(
  readFileSync(new URL("../../generated/fixtures/tables.json", import.meta.url), "utf8"),
);

/** A megabyte at most of beginnings of secrets that come to nothing, over and over, and runs that any part of a pattern could eat. */
const seeds = [
  ...tables.redaction.patterns.flatMap(({ literals, vectors }) => [
    ...literals,
    ...vectors.flatMap(({ text }) => [text.join("").slice(0, -1), text.join("").slice(0, 20)]),
  ]),
  ..."aA0 -_.=:/@%+\\\"'\n[".split(""),
  "eyJ-",
  "eyJaaaaaaaa.",
  "eyJaaaaaaaa.eyJaaaaaaaa.",
  "-----BEGIN ",
  "-----BEGIN PRIVATE ",
  "-----BEGIN PRIVATE KEY-----",
  "-----BEGIN PRIVATE KEY-----\\n-a-",
  "http://a:",
  "http://a",
  "ssh://",
  "a@",
  "@a.",
  "a@a.a",
  "bearer ",
  "Bearer\t\t\t\t\t\t\t\t",
  'password="\\"',
  'password="\\n',
  'password="\\x',
  "password =  ",
  "secret='",
  'token\\":\\"',
  "token=[",
  "api_",
];

const SMALL = 128 * 1024;
const FACTOR = 8;

/** Processor time in microseconds. */
function cost(seed: string, length: number): number {
  const text = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
  const before = process.cpuUsage();
  redactSecrets(text, { tier: "full", emails: true });
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Whether the long text takes about as many times the work as it is longer; quadratic work would be 64 times as much. */
function isLinear(seed: string): boolean {
  // Below the floor the clock is too coarse to compare.
  return cost(seed, SMALL * FACTOR) < Math.max(cost(seed, SMALL), 3_000) * FACTOR * 3;
}

it.each([...new Set(seeds)])("takes work in proportion to the length of a text of %j", (seed) => {
  // Others may use the machine meanwhile: what is quadratic is so every time.
  expect([1, 2, 3].some(() => isLinear(seed))).toBe(true);
});
