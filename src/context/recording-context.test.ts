// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { RecordingContext } from "../../generated/ts/models.js";
import { currentScope, withContext, withGeneration } from "./recording-context.js";

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

function contextInside(context: unknown): RecordingContext {
  return withContext(context as RecordingContext, () => currentScope().context);
}

describe("withContext", () => {
  it("returns what its function returns and throws what it throws", () => {
    const value = {};
    const error = new Error("mine");
    expect(withContext({}, () => value)).toBe(value);
    expect(() =>
      withContext({}, () => {
        throw error;
      }),
    ).toThrow(error);
  });

  it("is over when its function is", () => {
    withContext({ userId: "ada" }, () => undefined);
    expect(currentScope()).toEqual({ context: {} });
  });

  it("lasts across awaits, also of what was begun inside and not awaited", async () => {
    const seen: (string | undefined)[] = [];
    let later: Promise<void> | undefined;
    await withContext({ userId: "ada" }, async () => {
      await turn();
      seen.push(currentScope().context.userId);
      later = turn().then(() => void seen.push(currentScope().context.userId));
    });
    await later;
    expect(seen).toEqual(["ada", "ada"]);
  });

  it("keeps concurrent requests apart", async () => {
    const handle = (userId: string): Promise<string | undefined> =>
      withContext({ userId }, async () => {
        await turn();
        const seen = await withContext({ agentName: `agent of ${userId}` }, async () => {
          await turn();
          return currentScope().context;
        });
        return `${seen.userId} ${seen.agentName} ${currentScope().context.agentName}`;
      });
    const users = Array.from({ length: 50 }, (_, index) => `user-${index}`);
    expect(await Promise.all(users.map(handle))).toEqual(users.map((user) => `${user} agent of ${user} undefined`));
  });

  it("lays a nested scope over the outer one: set fields replace, blank texts unset, tags are merged", () => {
    const outer: RecordingContext = {
      conversationId: "conv-1",
      userId: "ada",
      agentName: "planner",
      contentCapture: "full",
      tags: { a: "outer", b: "outer" },
    };
    withContext(outer, () => {
      withContext({ conversationId: "conv-2", userId: "  ", agentVersion: "2", tags: { b: "inner" } }, () => {
        expect(currentScope().context).toEqual({
          conversationId: "conv-2",
          userId: undefined,
          agentName: "planner",
          agentVersion: "2",
          contentCapture: "full",
          tags: { a: "outer", b: "inner" },
        });
      });
      expect(currentScope().context).toEqual(outer);
    });
  });

  it("takes undefined and null for not set", () => {
    withContext({ userId: "ada", tags: { a: "1" } }, () => {
      expect(contextInside({ userId: undefined, agentName: null, tags: undefined })).toEqual({
        userId: "ada",
        tags: { a: "1" },
      });
    });
  });

  it("copies the context", () => {
    const context = { userId: "ada", tags: { a: "1" } };
    withContext(context, () => {
      context.userId = "changed";
      context.tags.a = "changed";
      expect(currentScope().context).toEqual({ userId: "ada", tags: { a: "1" } });
    });
  });

  it("keeps odd tag names as data, and drops fields that a context does not have", () => {
    const tags = contextInside(JSON.parse('{"tags":{"__proto__":"x"},"__proto__":"y","other":1}'));
    expect(Object.keys(tags)).toEqual(["tags"]);
    expect(Object.getOwnPropertyDescriptor(tags.tags, "__proto__")?.value).toBe("x");
  });

  it.each<[name: string, context: unknown]>([
    ["null", null],
    ["a text", "conv-1"],
    ["a list", ["conv-1"]],
  ])("runs its function also with %s", (_name, context) => {
    withContext({ userId: "ada" }, () => {
      expect(contextInside(context)).toEqual({ userId: "ada" });
    });
  });

  it("runs its function also with an object that throws, whose capture mode is a wrong one then", () => {
    const hostile = new Proxy({}, { get: () => expect.fail(), ownKeys: () => expect.fail() });
    withContext({ userId: "ada" }, () => {
      expect(contextInside(hostile)).toEqual({ userId: "ada", contentCapture: expect.stringContaining("threw") });
    });
  });
});

describe("withGeneration", () => {
  it("passes a generation on inside, together with the context, and nested ones replace it", () => {
    const outer = { mode: "full", metadata: { a: 1 } } as const;
    const inner = { mode: "metadata_only", metadata: {} } as const;
    withContext({ userId: "ada" }, () =>
      withGeneration(outer, () => {
        expect(currentScope()).toEqual({ context: { userId: "ada" }, generation: outer });
        withContext({ agentName: "planner" }, () => {
          expect(currentScope()).toEqual({ context: { userId: "ada", agentName: "planner" }, generation: outer });
        });
        withGeneration(inner, () => expect(currentScope().generation).toBe(inner));
        expect(currentScope().generation).toBe(outer);
      }),
    );
    expect(currentScope().generation).toBeUndefined();
  });
});
