// SPDX-License-Identifier: Apache-2.0
// Compiles src/ and generated/ts/ into dist/, and puts the protobuf code, which is JavaScript already, beside it.
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, requireBuild, runMain, runTool } from "./checks/tools.mjs";

const PROTO = "generated/proto";

await runMain(() => {
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  runTool("tsc", ["-p", "tsconfig.build.json"]);
  if (existsSync(join(ROOT, PROTO))) {
    cpSync(join(ROOT, PROTO), join(ROOT, "dist", PROTO), { recursive: true });
  }
  requireBuild();
});
