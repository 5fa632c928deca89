// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";

/** Root of this repository. */
export const repositoryRoot: string = fileURLToPath(new URL("..", import.meta.url));
