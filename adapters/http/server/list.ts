import { z } from "@hono/zod-openapi";
import type { Page, PagePosition, PageRequest, SortKinds, Sorts } from "../../../application/shared/page.ts";
import { openCursor, sealCursor } from "../../system/cursor.ts";
import { deprecated } from "./deprecation.ts";
import { ref } from "./describe_route.ts";
import type { RequestContext } from "./environment.ts";
import { pageLimit } from "./filters.ts";
import { isDay, isMoment } from "./moment.ts";
import { Problem } from "./problem.ts";

const MOST = 1_000;
const LONGEST_TEXT = 400;

const PAGING = {
  limit: pageLimit(MOST, 50),
  cursor: z.string().max(2_000).optional().openapi({
    description: "nextCursor of the page before, with the same filters and sort",
  }),
};

/** Of every list: `limit`, `cursor` and `sort`; filters stand beside them. */
export function listQuery<S extends Sorts, D extends SortOf<S>>(sorts: S, usual: D) {
  const names = Object.keys(sorts).flatMap((name) => [name, `-${name}`]) as [SortOf<S>, ...SortOf<S>[]];
  return {
    ...PAGING,
    sort: z.enum(names).default(usual as never).openapi({ description: "A minus sign: the largest or newest first" }),
  };
}

/** Of a list that has one order only. */
export function listQueryIn<D extends string>(order: D) {
  return { ...PAGING, sort: z.enum([order]).default(order as never) };
}

/** Beside the query of a list that was a bare array. */
export const OLD_SHAPE = {
  shape: z.enum(["page", "array"]).default("page").openapi({
    description: "`array` answers with the bare array of one page that this was, until the next version",
    // Generated clients get the page alone.
    enum: ["page"],
    deprecated: true,
  }),
};

type SortOf<S extends Sorts> = `${"" | "-"}${keyof S & string}`;

interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: string;
}

export interface List<S extends string, F> {
  readonly filters: F;
  readonly request: PageRequest<S>;
  body<T>(page: Page<T>): { readonly items: readonly T[]; readonly nextCursor: string | null };
}

/**
 * The page that a query asks for; what is no paging is a filter. Throws `Problem` for a cursor of another list.
 *
 * @param path of the list, to which its cursors are bound
 */
export function listOf<S extends Sorts, Q extends ListQuery>(
  path: string,
  sorts: S,
  query: Q,
): List<keyof S & string, Omit<Q, keyof ListQuery>> {
  const { limit, cursor, sort: asked, ...filters } = query;
  const descending = asked.startsWith("-");
  const sort = (descending ? asked.slice(1) : asked) as keyof S & string;
  const question = [path, asked, filters];
  const after = cursor === undefined ? null : positionOf(openCursor(question, cursor), sorts[sort]!);
  return {
    filters,
    request: { limit, after, sort, descending },
    body: ({ items, next }) => ({ items, nextCursor: next === null ? null : sealCursor(question, next) }),
  };
}

function positionOf(position: unknown, kinds: SortKinds): PagePosition {
  if (
    Array.isArray(position) && position.length === kinds.length && kinds.every((kind, nth) => IS[kind](position[nth]))
  ) {
    return position;
  }
  throw new Problem("invalid_input", "Cannot read the query: the cursor is not of this list with these filters", {
    errors: [{ at: "cursor", detail: "expected the nextCursor of a page with the same filters and sort" }],
  });
}

const IS: Readonly<Record<SortKinds[number], (value: unknown) => boolean>> = {
  time: (value) => typeof value === "string" && isMoment(value),
  day: (value) => typeof value === "string" && isDay(value),
  number: (value) => typeof value === "string" && /^-?\d{1,15}$/.test(value),
  text: (value) =>
    typeof value === "string" && value.length <= LONGEST_TEXT && value.isWellFormed() && !value.includes("\0"),
};

/** Answers with the page, or under its old shape. */
export function answerList<T>(
  c: RequestContext,
  shape: "page" | "array",
  page: { readonly items: readonly T[]; readonly nextCursor: string | null },
): Response {
  return shape === "array" ? c.json(page.items, 200, deprecated(c.req.path)) : c.json(page);
}

/** The schema of a page, by the name of its items' schema. */
export function pageSchema(item: string, description?: string): Record<string, unknown> {
  return {
    type: "object",
    required: ["items", "nextCursor"],
    properties: {
      items: { type: "array", items: ref(item) },
      nextCursor: { type: ["string", "null"], description: "For the next page; null after the last one" },
    },
    ...(description === undefined ? {} : { description }),
  };
}
