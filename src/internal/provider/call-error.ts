// SPDX-License-Identifier: Apache-2.0

export interface ErrorView {
  readonly message: string;
  readonly name?: string | undefined;
  /** Members that say more about the category, such as `status`. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** An error as a record shows it where the provider's own text is a whole JSON body, or its name does not say what happened. */
export function viewError(error: Error, { message, name, facts }: ErrorView): Error {
  const view = new Error(message, { cause: error });
  view.name = name ?? error.name;
  if (typeof error.stack === "string") view.stack = error.stack;
  return Object.assign(view, facts);
}
