// SPDX-License-Identifier: Apache-2.0

/** Text of a literal, or a bracketed list that may span lines. */
export type Doc = string | Group;

export interface Group {
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Instead of `open` and `close` on one line. */
  readonly flatOpen?: string;
  readonly flatClose?: string;
  /** Every item starts a line of its own when the group does not fit on one line. */
  readonly onePerLine?: boolean;
}

export interface Item {
  /** Written before the value: `id=`, `ID:`; empty for positional values. */
  readonly label: string;
  readonly value: Doc;
}

export interface FillStyle {
  readonly indent: string;
  readonly width: number;
  /** Whether the last item of a broken group is followed by a comma. */
  readonly trailingComma: boolean;
  /** Space between label and value; `align` pads labels of neighbouring lines the way gofmt does. */
  readonly gap: string;
  readonly align: boolean;
}

interface Line {
  readonly items: readonly Item[];
  readonly isBroken: boolean;
}

/** Lays a literal out: on one line when it fits, otherwise as many items per line as fit. Starts at `depth` indents. */
export function renderDoc(doc: Doc, depth: number, style: FillStyle, lead = 0): string {
  const flat = flatten(doc, style);
  if (typeof doc === "string" || columns(depth, style) + lead + flat.length + 1 <= style.width) return flat;
  if (doc.items.length === 0) return flat;
  const indent = style.indent.repeat(depth + 1);
  const lines = breakLines(doc, depth + 1, style);
  const widths = style.align ? labelWidths(lines) : lines.map(() => 0);
  const body = lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const text = renderLine(line, depth + 1, widths[index] ?? 0, style);
    return `${indent}${text}${isLast && !style.trailingComma ? "" : ","}`;
  });
  return [doc.open, ...body, `${style.indent.repeat(depth)}${doc.close}`].join("\n");
}

function breakLines(group: Group, depth: number, style: FillStyle): readonly Line[] {
  const room = style.width - columns(depth, style) - 1;
  const lines: Line[] = [];
  let items: Item[] = [];
  let used = 0;
  const flush = (): void => {
    if (items.length > 0) lines.push({ items, isBroken: false });
    items = [];
    used = 0;
  };
  for (const item of group.items) {
    const length = flattenItem(item, style).length;
    if (length > room && typeof item.value !== "string") {
      flush();
      lines.push({ items: [item], isBroken: true });
      continue;
    }
    if (group.onePerLine === true || used + 2 + length > room) flush();
    items.push(item);
    used += (used === 0 ? 0 : 2) + length;
  }
  flush();
  return lines;
}

function renderLine(line: Line, depth: number, width: number, style: FillStyle): string {
  const [first, ...rest] = line.items;
  if (first === undefined) return "";
  const label = first.label === "" ? "" : `${first.label}${style.gap}`.padEnd(width);
  const value = line.isBroken ? renderDoc(first.value, depth, style, label.length) : flatten(first.value, style);
  return [`${label}${value}`, ...rest.map((item) => flattenItem(item, style))].join(", ");
}

/**
 * gofmt lines up the first values of neighbouring lines; a line with several items or with a value that spans lines ends
 * the block.
 */
function labelWidths(lines: readonly Line[]): readonly number[] {
  const widths: number[] = [];
  let block: number[] = [];
  const close = (): void => {
    const width = Math.max(0, ...block.map((index) => lines[index]?.items[0]?.label.length ?? 0));
    for (const index of block) widths[index] = width + 1;
    block = [];
  };
  lines.forEach((line, index) => {
    if (line.isBroken) {
      close();
      widths[index] = 0;
      return;
    }
    block.push(index);
    if (line.items.length > 1) close();
  });
  close();
  return widths;
}

function flatten(doc: Doc, style: FillStyle): string {
  if (typeof doc === "string") return doc;
  return `${doc.flatOpen ?? doc.open}${doc.items.map((item) => flattenItem(item, style)).join(", ")}${doc.flatClose ?? doc.close}`;
}

function flattenItem(item: Item, style: FillStyle): string {
  return item.label === "" ? flatten(item.value, style) : `${item.label}${style.gap}${flatten(item.value, style)}`;
}

/** A tab counts as four columns. */
function columns(depth: number, style: FillStyle): number {
  return depth * style.indent.replaceAll("\t", "    ").length;
}
