// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";

// A fixed seed gives every run the same cases, so that a change fails for what it changed. FAST_CHECK_SEED=random looks for
// new ones; a number repeats what a failure printed.
const { FAST_CHECK_SEED: seed = "20261123" } = process.env;
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) });
