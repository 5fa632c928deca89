// SPDX-License-Identifier: Apache-2.0
import { posix } from "node:path";

/** @typedef {{ readonly line: number, readonly path: string, readonly anchor: string | undefined }} MarkdownLink */

/**
 * Links of a page to files and headings, with paths from the root; those to other hosts are left out.
 *
 * @param {string} file
 * @param {string} markdown
 * @returns {readonly MarkdownLink[]}
 */
export function linksOf(file, markdown) {
  return markdown.split("\n").flatMap((text, index) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [path = "", anchor] = target.split("#");
      return [{ line: index + 1, path: path === "" ? file : posix.join(posix.dirname(file), path), anchor }];
    }),
  );
}

/**
 * Ids that are written out, and those that headings get on the usual hosts.
 *
 * @param {string} markdown
 * @returns {ReadonlySet<string>}
 */
export function anchorsOf(markdown) {
  const written = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...written, ...headings]);
}

/**
 * Links between the files of a package that lead nowhere in it, one line each.
 *
 * @param {readonly string[]} files
 * @param {(file: string) => string} read
 * @returns {readonly string[]}
 */
export function findDeadLinks(files, read) {
  const pages = new Map(files.filter((file) => file.endsWith(".md")).map((file) => [file, read(file)]));
  const anchors = new Map([...pages].map(([file, markdown]) => [file, anchorsOf(markdown)]));
  return [...pages].flatMap(([file, markdown]) =>
    linksOf(file, markdown).flatMap(({ line, path, anchor }) => {
      if (!files.includes(path)) return [`${file}:${line}: ${path} is not packed`];
      if (anchor === undefined || anchors.get(path)?.has(anchor)) return [];
      return [`${file}:${line}: ${path} has no #${anchor}`];
    }),
  );
}
