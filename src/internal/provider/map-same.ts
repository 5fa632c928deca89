// SPDX-License-Identifier: Apache-2.0
/** As map, but the same list when no element changes. */
export function mapSame<T>(list: T[], fn: (item: T) => T): T[] {
  const mapped = list.map(fn);
  return mapped.some((item, index) => item !== list[index]) ? mapped : list;
}
