// SPDX-License-Identifier: Apache-2.0

/** What a record consists of, added up without looking into its text; generated/ts/weigh.ts fills it. */
export interface Weight {
  /** UTF-16 units of all strings. */
  units: number;
  /** Bytes of all byte arrays. */
  bytes: number;
  /** Fields and list elements, each of which costs a key and perhaps a length on the wire. */
  values: number;
  /** Objects and arrays, which cost memory. */
  objects: number;
}

export function createWeight(): Weight {
  return { units: 0, bytes: 0, values: 0, objects: 0 };
}

export function addText(value: string | Uint8Array | undefined, weight: Weight): void {
  weight.values += 1;
  if (value === undefined || value === null) return;
  if (typeof value === "string") weight.units += value.length;
  else weight.bytes += value.length;
}

export function addList<T>(
  list: readonly T[] | undefined,
  weight: Weight,
  add: (item: T, weight: Weight) => void,
): void {
  if (list === undefined) return;
  weight.objects += 1;
  for (const item of list) add(item, weight);
}

export function addTextMap(map: Readonly<Record<string, string>> | undefined, weight: Weight): void {
  if (map === undefined) return;
  weight.objects += 1;
  for (const key in map) {
    weight.values += 1;
    addText(key, weight);
    addText(map[key], weight);
  }
}

/** JSON-safe values only: the sanitizer has bounded their depth. */
export function addJson(value: unknown, weight: Weight): void {
  weight.values += 2;
  if (typeof value === "string") weight.units += value.length;
  if (typeof value !== "object" || value === null) return;
  weight.objects += 1;
  for (const [key, item] of Object.entries(value)) {
    addText(key, weight);
    addJson(item, weight);
  }
}
