import { z } from "@hono/zod-openapi";
import type { Explain, ExplainedQuery } from "../../../application/shared/join_by_id.ts";
import type { Page, PagePosition, PageRequest } from "../../../application/sourcing/page.ts";
import { openCursor, sealCursor } from "../../system/cursor.ts";
import { pageLimit } from "../server/filters.ts";
import { isMoment } from "../server/moment.ts";
import { Problem } from "../server/problem.ts";

const MAX_PAGE = 200;
/** Every list is in order of time and id, so a position fits any. */
const QUESTION = ["sourcing"];

export const pageQuery = {
  limit: pageLimit(MAX_PAGE, 50),
  cursor: z.string().max(500).optional().openapi({ description: "nextCursor of the page before" }),
};

export const explainQuery = {
  explain: z.enum(["true", "false"]).default("false").openapi({
    description: "Adds every question that was put to a database, with rows and time",
  }),
};

const positionSchema = z.object({
  // As Postgres writes it, which is not ISO 8601.
  at: z.string().refine((text) => !/[TZ]/.test(text) && isMoment(text)),
  id: z.guid(),
});

export function pageRequest({ limit, cursor }: { limit: number; cursor?: string | undefined }): PageRequest {
  return { limit, after: cursor === undefined ? null : readCursor(cursor) };
}

export function pageBody<T>({ rows, next }: Page<T>, explain?: Explain): {
  items: readonly T[];
  nextCursor: string | null;
  queries?: readonly ExplainedQuery[];
} {
  const nextCursor = next === null ? null : sealCursor(QUESTION, next);
  return { items: rows, nextCursor, ...(explain ? { queries: explain.queries } : {}) };
}

function readCursor(cursor: string): PagePosition {
  try {
    return positionSchema.parse(openCursor(QUESTION, cursor));
  } catch {
    throw new Problem("invalid_input", "Cannot read the query: the cursor is none of this API's", {
      errors: [{ at: "cursor", detail: "expected the nextCursor of a page" }],
    });
  }
}
