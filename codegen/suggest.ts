// SPDX-License-Identifier: Apache-2.0

/** The candidate with the smallest edit distance, when it is near enough to be a slip of the pen. */
export function nearest(wanted: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Names that a reader takes in at a glance; there are as many content classes. */
const MOST_LISTED = 16;

/** Advice for a name that nothing declares: the nearest one, else the declared ones when they are few. */
export function suggest(wanted: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  const near = nearest(wanted, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (known.length === 0) return "none is declared yet";
  if (known.length <= MOST_LISTED) return `use one of ${known.join(", ")}`;
  return "declare it, or use one that is declared";
}

/** Advice for a word that a closed list lacks: the nearest one, else the whole list, since nothing can be declared. */
export function suggestWord(wanted: string, words: Iterable<string>): string {
  const known = [...words];
  const near = nearest(wanted, known);
  return near === undefined ? `use one of ${known.join(", ")}` : `did you mean "${near}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours; keeps two rows of the table. */
function editDistance(a: string, b: string): number {
  let older: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (older[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, replaced, swapped));
    }
    older = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
