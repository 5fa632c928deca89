// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { createHost } from "./host.mjs";
import { BootstrapError } from "./select-node.mjs";

// On Windows a shell says so, in its own words.
test.skipIf(process.platform === "win32")("says in one line which command there is not", async () => {
  const running = createHost().runForeground("no-such-command", [], process.env);

  await expect(running).rejects.toThrow(BootstrapError);
  await expect(running).rejects.toThrow(/^there is no command "no-such-command"; node and those of .* are there$/);
});
