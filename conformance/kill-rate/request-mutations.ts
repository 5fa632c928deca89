// SPDX-License-Identifier: Apache-2.0
import type { Capture, CapturedRequest } from "../runner/capture.js";
import { DAMAGES, damageMember, damagePath, isMembers, type Mutation, mapSome } from "./mutation.js";
import { type DeclaredTables, listFieldPaths } from "./tables.js";

/** Requests of both kinds with their headers, and every field of a rating's body. */
export function listRequestMutations({ connection }: DeclaredTables): readonly Mutation[] {
  const headers = connection.headers.filter(({ id }) => id !== "header.retry_after").map(({ name }) => name);
  return [
    ...["export", "rating"].flatMap((what) => requestMutations(what, headers)),
    ...listFieldPaths("ConversationRatingInput").flatMap((path) =>
      DAMAGES.map((damage) =>
        changeRequests("rating", `body ${path} ${damage}`, (request) => {
          const body = isMembers(request.body) ? damagePath(request.body, path, damage) : undefined;
          return body && { ...request, body };
        }),
      ),
    ),
  ];
}

function isRating({ path }: CapturedRequest): boolean {
  return path.includes("/ratings");
}

function changeRequests(
  what: string,
  how: string,
  change: (request: CapturedRequest) => CapturedRequest | undefined,
): Mutation {
  return {
    id: `${what} request ${how}`,
    apply: (capture) => {
      const requests = mapSome(capture.requests, (request) =>
        isRating(request) === (what === "rating") ? change(request) : undefined,
      );
      return requests && { ...capture, requests };
    },
  };
}

function requestMutations(what: string, headers: readonly string[]): readonly Mutation[] {
  const own = (capture: Capture): CapturedRequest | undefined =>
    capture.requests.findLast((request) => isRating(request) === (what === "rating"));
  return [
    changeRequests(what, "method altered", (request) => ({ ...request, method: "PUT" })),
    changeRequests(what, "path altered", (request) => ({ ...request, path: `${request.path}~` })),
    changeRequests(what, "with a header more", (request) => ({
      ...request,
      headers: { ...request.headers, "x-another": "~" },
    })),
    ...headers.flatMap((header) =>
      DAMAGES.map((damage) =>
        changeRequests(what, `${header} ${damage}`, (request) => {
          const changed = damageMember(request.headers, header.toLowerCase(), damage);
          return changed && { ...request, headers: changed };
        }),
      ),
    ),
    changeRequests(what, "body with a member more", (request) =>
      isMembers(request.body) ? { ...request, body: { ...request.body, another_member: "~" } } : undefined,
    ),
    ...(what === "rating"
      ? []
      : [changeRequests(what, "records counted wrong", (request) => ({ ...request, records: request.records + 1 }))]),
    {
      id: `${what} request the last dropped`,
      apply: (capture) => {
        const last = own(capture);
        return last && { ...capture, requests: capture.requests.filter((request) => request !== last) };
      },
    },
    {
      id: `${what} request sent twice`,
      apply: (capture) => {
        const last = own(capture);
        return last && { ...capture, requests: [...capture.requests, last] };
      },
    },
  ];
}
