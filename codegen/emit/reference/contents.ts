// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { attributesPage } from "./attributes.js";
import { capturePage } from "./capture.js";
import { configurationPage } from "./configuration.js";
import { contractPage } from "./contract.js";
import { errorsPage } from "./errors.js";
import { frameworksPage } from "./frameworks.js";
import { code, table } from "./markdown.js";
import { metricsPage } from "./metrics.js";
import { modelsPage } from "./models.js";
import { type Page, pageEmitter } from "./page.js";
import { parityPage } from "./parity.js";
import { providersPage } from "./providers.js";
import { redactionPage } from "./redaction.js";
import { spansPage } from "./spans.js";
import { traceqlPage } from "./traceql.js";
import { validationPage } from "./validation.js";
import { wirePage } from "./wire.js";

/** Every page in reading order: using the SDK, what it emits, what is on the wire, what it is held to. */
const PAGES: readonly Page[] = [
  configurationPage,
  capturePage,
  redactionPage,
  modelsPage,
  validationPage,
  errorsPage,
  spansPage,
  attributesPage,
  metricsPage,
  traceqlPage,
  providersPage,
  frameworksPage,
  wirePage,
  parityPage,
  contractPage,
];

/** The list of pages, shown where the folder is opened. */
export const referenceContentsEmitter: Emitter = pageEmitter({
  name: "contents",
  file: "README",
  title: "Reference",
  summary: "Generated from the spec, so that it says what the code does.",
  inputs: () => ["spec/sdk.yaml"],
  blocks: () => [
    table(
      ["Page", "Contents"],
      PAGES.map(({ name, title, summary, isPacked = true }) => [
        isPacked ? `[${title}](${name}.md)` : `${title}: ${code(`${name}.md`)}, only in the repository`,
        summary,
      ]),
    ),
  ],
});
