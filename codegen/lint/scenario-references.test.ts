// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses names that the spec does not have", async () => {
  const findings = await lintTiny({
    "spec/scenarios/core.yaml": (text) =>
      text
        .replace("rules: [embedding_dimensions]", "rules: [embedding_dimensions, embeding_dimensions]")
        .replace("subject: embedding", "subject: embeddings")
        .replace("mode: metadata_only", "mode: metadata")
        .replace("recording: metadata_only, client: full", "recording: metadata_only, client: fulll, resolver: throws")
        .replace("class: retry", "class: retries")
        .replace("expect: { category: rate_limit }", "expect: { category: rate_limits }"),
  });

  expect(findings).toEqual([
    'spec/scenarios/core.yaml scenarios[1].rules[1] [dangling-reference] there is no rule "embeding_dimensions"; did you mean "embedding_dimensions"?',
    'spec/scenarios/core.yaml scenarios[1].subject [dangling-reference] there is no subject "embeddings"; did you mean "embedding"?',
    'spec/scenarios/core.yaml scenarios[2].mode [dangling-reference] there is no capture mode "metadata"; use one of default, full, metadata_only',
    'spec/scenarios/core.yaml scenarios[3].layers.client [dangling-reference] there is no capture mode "fulll"; did you mean "full"?',
    'spec/scenarios/core.yaml scenarios[6].expect.class [dangling-reference] there is no retry class "retries"; use one of delivered, retry, permanent',
    'spec/scenarios/core.yaml scenarios[7].expect.category [dangling-reference] there is no error category "rate_limits"; did you mean "rate_limit"?',
  ]);
});
