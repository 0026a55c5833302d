import type { MiddlewareHandler } from "hono";
import { sha256 } from "../../system/sha256.ts";
import type { Environment, RequestContext } from "./environment.ts";
import { Problem } from "./problem.ts";

export type May<T> = (stored: T) => boolean;

/** Of what a change may set: what else is in the answer, such as counts, changes by itself. */
export function etagOf(value: object, fields: readonly string[]): string {
  const shown = fields.map((field) => (value as Readonly<Record<string, unknown>>)[field] ?? null);
  return `"${sha256(JSON.stringify(shown)).slice(0, 32)}"`;
}

/** What `If-Match` may be, for the document and for {@link ifMatch}: `*`, or tags as in {@link etagOf}'s answers. */
export const IF_MATCH = { any: "*", tags: '^"[!#-~]*"( *, *"[!#-~]*")*$' } as const;
const TAGS = new RegExp(IF_MATCH.tags);

/** Whether the thing is as `If-Match` says; always without the header. Throws `Problem` for what is none of our tags. */
export function ifMatch<T extends object>(c: RequestContext, fields: readonly string[]): May<T> {
  const header = c.req.header("if-match");
  if (header === undefined || header === IF_MATCH.any) return () => true;
  if (!TAGS.test(header)) {
    throw new Problem("invalid_input", 'Cannot read If-Match: expected the ETag of an answer, such as "3f2a…", or *', {
      errors: [{ at: "If-Match", detail: "expected the ETag of an answer, in quotes, or *" }],
    });
  }
  const tags = header.match(/"[^"]*"/g)!;
  return (stored) => tags.includes(etagOf(stored, fields));
}

/** Of a change that does not honour it. */
export function noIfMatch(): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (c.req.header("if-match") !== undefined) {
      throw new Problem("invalid_input", "Cannot honour If-Match here: leave the header out", {
        errors: [{ at: "If-Match", detail: "this call does not look at it" }],
      });
    }
    await next();
  };
}
