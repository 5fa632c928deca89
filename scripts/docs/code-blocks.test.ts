// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, test } from "vitest";
import { checkLinks } from "./check-links.js";
import { checkText } from "./check-text.js";
import { checkTypes } from "./check-types.js";
import { type CodeBlock, extractBlocks, type Finding, needsProviderPackage, showFinding } from "./code-block.js";
import { markdownFiles, readPage } from "./markdown-files.js";
import { runBlock } from "./run-block.js";

const pages = markdownFiles().map((file) => ({ file, ...extractBlocks(file, readPage(file)) }));
const blocks = pages.flatMap((page) => page.blocks);
const typescript = blocks.filter((block) => block.language === "ts" && !needsProviderPackage(block));

/** Fails with one line per finding, each with file and line. */
function expectNone(findings: readonly Finding[]): void {
  expect(findings.map(showFinding)).toEqual([]);
}

describe.each(pages)("$file", ({ file, findings, blocks: own }) => {
  test("has only blocks of known languages", () => expectNone(findings));
  test("has commands, data and queries that are right", () => expectNone(own.flatMap(checkText)));
  test("has links that lead somewhere", () => expectNone(checkLinks(file, readPage(file))));
});

describe("TypeScript of the pages", () => {
  let typeFindings: readonly Finding[];
  beforeAll(() => {
    typeFindings = checkTypes(typescript);
  }, 120_000);

  test.each(pages)("compiles under the repository's options: $file", ({ file }) => {
    expectNone(typeFindings.filter((finding) => finding.file === file));
  });

  test.each(typescript.filter(({ isRun }) => isRun))("runs: $file:$line", async (block) => {
    expectNone(await runBlock(block));
  });
});

describe("the checks", () => {
  const blocksOf = (markdown: string): readonly CodeBlock[] => extractBlocks("page.md", markdown).blocks;

  test("name file and line of an unknown language, an unknown word and a block without an end", () => {
    const { findings } = extractBlocks(
      "page.md",
      "```tsx\n```\n\n```ts run stored=1\n```\n```sh run\n```\n```json\n{}",
    );
    expect(findings.map(showFinding)).toEqual([
      'page.md:1: "tsx" is not one of ts, sh, json, yaml, traceql',
      'page.md:4: "stored=1" means nothing after "ts run"',
      'page.md:6: "run" means nothing after "sh"',
      "page.md:8: the block is never closed",
    ]);
  });

  test("read blocks with their indentation, line and expectations", () => {
    expect(blocksOf("1. a step\n\n   ```ts run stores=2 rated=1\n   if (a) {\n     b();\n   }\n   ```\n")).toEqual([
      {
        file: "page.md",
        line: 3,
        language: "ts",
        isRun: true,
        expected: { stores: 2, rated: 1 },
        text: "if (a) {\n  b();\n}",
      },
    ]);
  });

  test("find what is wrong in commands, data and queries", () => {
    const wrong = [
      "```json\n{ a: 1 }\n```",
      "```sh\nnpm install x\npnpm nonsense # a script\nnpm run codegen\nnode scripts/none.mjs\n```",
      '```traceql\n{ span.a = "b" }\ntraces{a="b"}\n```',
      "```yaml\na: [1\n```",
    ];
    expect(
      wrong.map((markdown) =>
        blocksOf(markdown)
          .flatMap(checkText)
          .map(({ line }) => line),
      ),
    ).toEqual([[2], [3, 5], [3], [2]]);
  });

  test("find type errors and runs that leave something else than was said", async () => {
    const [wrong, empty] = blocksOf(
      '```ts\nconst text: string = await callModel("a");\nconst n: number = text;\n```\n```ts run stores=1\n```\n',
    );
    if (wrong === undefined || empty === undefined) throw new Error("no blocks");
    expect(checkTypes([wrong]).map(showFinding)).toEqual([
      "page.md:3: Type 'string' is not assignable to type 'number'.",
    ]);
    expect((await runBlock(empty)).map(showFinding)).toEqual(["page.md:5: stores=1, but it was 0"]);
    expect((await runBlock({ ...empty, text: "throw new Error('no')" }))[0]?.problem).toContain("Error: no");
  }, 120_000);

  test("find links that lead nowhere", () => {
    const markdown = "[a](README.md) [b](none.md)\n[c](#there) [d](#not-there) [e](https://example.com)\n\n## There\n";
    expect(checkLinks("README.md", markdown).map(showFinding)).toEqual([
      "README.md:1: there is no none.md",
      "README.md:2: README.md has no #there",
      "README.md:2: README.md has no #not-there",
    ]);
  });
});
