// SPDX-License-Identifier: Apache-2.0

/** A broken rule on its way up to the record: `owner` is relative to the object that the current function checks. */
export interface Failure<Rule extends string> {
  readonly rule: Rule;
  /** Way to the object that owns the field: `.input[0].parts[1]`. */
  readonly owner: string;
  /** The field, in snake_case; empty when the failure is about the owner itself. */
  readonly field: string;
  /** The end of a sentence about the field (` is required`), or a text with `{path}` where the owner's path belongs. */
  readonly message: string;
}

/** A failure of the object at hand. Without a name of its own, the field is the last word of the rule. */
export function failure<Rule extends string>(
  rule: Rule,
  message: string,
  field: string = rule.slice(rule.lastIndexOf(".") + 1),
  owner = "",
): Failure<Rule> {
  return { rule, owner, field, message };
}

/** The failure as seen one step further up; paths are put together only when there is a failure. */
export function under<Rule extends string>(step: string, inner: Failure<Rule>): Failure<Rule> {
  return { ...inner, owner: step + inner.owner };
}

/**
 * The finished issue; `root` is the first word of every path and may be empty. `prefix` is what the ids of all rules begin with,
 * so that the code of the rules need not repeat it.
 */
export function toIssue<Prefix extends string, Rule extends string>(
  root: string,
  prefix: Prefix,
  found: Failure<Rule> | undefined,
): { readonly rule: `${Prefix}${Rule}`; readonly path: string; readonly message: string } | undefined {
  if (found === undefined) return undefined;
  const { field, message } = found;
  const rule: `${Prefix}${Rule}` = `${prefix}${found.rule}`;
  const owner = joinPath(root, found.owner);
  const path = field === "" ? owner : joinPath(owner, `.${field}`);
  return { rule, path, message: message.startsWith(" ") ? path + message : message.replaceAll("{path}", () => owner) };
}

function joinPath(root: string, rest: string): string {
  return root === "" && rest.startsWith(".") ? rest.slice(1) : root + rest;
}
