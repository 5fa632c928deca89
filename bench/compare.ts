// SPDX-License-Identifier: Apache-2.0
import { Bench } from "tinybench";

/** How two ways of doing the same compare. */
export interface Comparison {
  /** Median over the rounds of the mean time of one call, in microseconds, garbage collection included. */
  readonly oursUs: number;
  readonly theirsUs: number;
  /** Theirs divided by ours, per round: above 1 means that ours is faster. */
  readonly minRatio: number;
  readonly medianRatio: number;
}

export interface CompareOptions {
  /** Calls per sample, so that one sample is much longer than reading the clock. */
  readonly batch: number;
  readonly rounds?: number;
}

/**
 * Measures two functions in paired rounds: both run in every round, right after each other and in alternating order, and
 * only times of the same round are divided. Drift of the machine then hits both sides alike.
 */
export async function compare(
  ours: () => unknown,
  theirs: () => unknown,
  { batch, rounds = 11 }: CompareOptions,
): Promise<Comparison> {
  const times: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: 100, warmupTime: 30, retainSamples: false });
    const tasks = [["ours", repeated(ours, batch)] as const, ["theirs", repeated(theirs, batch)] as const];
    for (const [name, task] of round % 2 === 0 ? tasks : tasks.toReversed()) bench.add(name, task);
    await bench.run();
    times.push({ ours: meanUs(bench, "ours") / batch, theirs: meanUs(bench, "theirs") / batch });
  }
  const ratios = times.map((time) => time.theirs / time.ours);
  return {
    oursUs: median(times.map((time) => time.ours)),
    theirsUs: median(times.map((time) => time.theirs)),
    minRatio: Math.min(...ratios),
    medianRatio: median(ratios),
  };
}

/** Receives every result, so that no call can be optimised away. */
export const sink: { last: unknown } = { last: undefined };

function repeated(run: () => unknown, batch: number): () => void {
  return () => {
    for (let call = 0; call < batch; call++) sink.last = run();
  };
}

function meanUs(bench: Bench, name: string): number {
  const result = bench.getTask(name)?.result;
  if (result === undefined || !("latency" in result)) throw new Error(`${name} did not complete`);
  return result.latency.mean * 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
