// SPDX-License-Identifier: Apache-2.0
import { Command } from "commander";
import { buildArchive } from "./build-archive.js";

await new Command("conformance:export")
  .description(
    "Writes the suite as an archive that needs Node alone: cases, vectors, protocol, runner, and a driver as an example.",
  )
  .argument("[folder]", "where to", ".")
  .action(async (folder: string) => console.log(await buildArchive(folder)))
  .parseAsync();
