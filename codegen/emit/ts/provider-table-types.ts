// SPDX-License-Identifier: Apache-2.0
import { mediaKind, partRole } from "../../schema/providers.js";
import { wordsOf } from "../../tables/words-of.js";

const words = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(" | ");

/** The types of the tables of an API; they state the meta-schema of spec/providers.yaml. */
export const PROVIDER_TABLE_TYPES: string = `
/** What an item, a block or a part becomes. */
export type PartRole = ${words(wordsOf(partRole))};

/** First word of a placeholder; \`by_type\` takes it from the media type. */
export type MediaKind = ${words(wordsOf(mediaKind))};

/** Members on the way into a provider's JSON. */
export type Path = readonly string[];

/** A token count: the first path that is set, else the sum; usage mode \`disjoint\` adds and takes off. */
export interface UsageRow {
  readonly field: string;
  readonly paths?: readonly Path[];
  readonly sum?: readonly Path[];
  readonly plus?: readonly Path[];
  readonly minus?: readonly Path[];
}

/** A metadata key: the first path that is set, else the sum. */
export interface MetadataRow {
  readonly key: string;
  /** What the key may hold; anything else is as if it were not there. */
  readonly type: "int" | "string";
  readonly source: "request" | "response";
  readonly paths?: readonly Path[];
  readonly sum?: readonly Path[];
  /** Zero counts as set. */
  readonly keepsZero?: true;
}

/** What a kind of item, block or part becomes, and where its pieces are. */
export interface KindRow {
  readonly becomes: PartRole;
  /** provider_type of the recorded part when it is not the kind; blank for none. */
  readonly providerType?: string;
  readonly media?: MediaKind;
  /** Member with the text. */
  readonly text?: string;
  /** Fixed name of the tool. */
  readonly name?: string;
  /** Input of a call: the first that is set. */
  readonly input?: readonly Path[];
  /** Input of a call: an object of those that are set. */
  readonly members?: readonly string[];
  /** Member with the result. */
  readonly output?: string;
  /** Member with the failure. */
  readonly error?: string;
  /** Members that the JSON of the item leaves out. */
  readonly without?: readonly string[];
}

/** A member of JSON that holds media as base64. */
export interface MediaMember {
  readonly member: string;
  /** Members with the media type, of which one has to be there. */
  readonly beside?: readonly string[];
  /** Names of the member that holds the object. */
  readonly inside?: readonly string[];
  /** Type of the object. */
  readonly type?: string;
  /** First word of the placeholder where the media type does not tell. */
  readonly media: Exclude<MediaKind, "document" | "by_type">;
  /** Member with the name of the file. */
  readonly name?: string;
  /** Member with the second half of the media type. */
  readonly format?: string;
  /** That half where the member is missing. */
  readonly defaultFormat?: string;
}

/** Text that an event of a stream adds. */
export interface DeltaRow {
  /** Member of the event with the text. */
  readonly source: string;
  /** List of the item that holds the part; without one the text belongs to the item. */
  readonly inList?: "content" | "summary";
  /** Kind of a part that the event opens. */
  readonly part?: string;
  /** Member that the text goes to. */
  readonly target: string;
  /** The event has the whole text. */
  readonly replaces?: true;
}

/** The tables of one API. */
export interface ApiTable {
  /** Value of the provider name attribute. */
  readonly provider: string;
  /** First words of the names of raw artifacts. */
  readonly artifact?: string;
  /** Where the answer has its usage object; empty when the paths of \`usage\` begin at the answer. */
  readonly usageAt: Path;
  /** Types of the events after which a stream is complete. */
  readonly lastEvents: readonly string[];
  /** Fields of the record that the request sets: the first path that is set. */
  readonly request: Readonly<Record<string, readonly Path[]>>;
  readonly usage: readonly UsageRow[];
  readonly metadata: readonly MetadataRow[];
  readonly kinds: Readonly<Record<string, KindRow>>;
  readonly deltas: Readonly<Record<string, DeltaRow>>;
}
`;
