import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { reasonOf } from "../../../../application/shared/fault.ts";
import type { IdempotentAnswers, StoredAnswer } from "../../../../application/shared/idempotent_answers.ts";
import { sha256 } from "../../../system/sha256.ts";
import type { EdgeDeps } from "../edge_deps.ts";
import type { Environment, RequestContext } from "../environment.ts";
import { Problem } from "../problem.ts";
import { readBody } from "./body_limit.ts";

/** Methods that do something again when they are called again. */
const METHODS = new Set(["POST", "PATCH"]);
/** Visible ASCII, for the document too; the draft's structured strings have quotes. */
export const IDEMPOTENCY_KEY = { minLength: 1, maxLength: 255, pattern: "^[!-~]+$" } as const;
const CHARACTERS = new RegExp(IDEMPOTENCY_KEY.pattern);
const KEPT_HEADERS = ["content-type", "location", "etag"];
const REASONS = new WeakMap<object, string>();

/** Marks a route that refuses the header, and why: its body is not looked at and its answer is not kept. */
export function takesNoKey(reason: string): MiddlewareHandler<Environment> {
  const mark: MiddlewareHandler<Environment> = (_, next) => next();
  REASONS.set(mark, reason);
  return mark;
}

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a repeated call of the same caller gets the first
 * answer and does nothing. Only what was done is kept; a refused call may be corrected under the same key.
 *
 * @param except paths that go by a signature instead of a key
 */
export function idempotency(
  { answers, clock, log }: Pick<EdgeDeps, "answers" | "clock" | "log">,
  except: ReadonlySet<string>,
): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const key = METHODS.has(c.req.method) && !except.has(c.req.path) ? c.req.header("idempotency-key") : undefined;
    if (key === undefined) return await next();
    const handlers = matchedRoutes(c).filter(({ method }) => method === c.req.method).map(({ handler }) => handler);
    // No route: the answer is 404 or 405, whatever the key.
    if (handlers.length === 0) return await next();
    const reason = handlers.map((handler) => REASONS.get(handler)).find((each) => each !== undefined);
    if (reason !== undefined) throw refused(`Cannot honour Idempotency-Key here: ${reason}`, "leave it out");
    if (!answers) throw refused("Cannot honour Idempotency-Key here: leave the header out", "answers are not kept");
    if (key.length > IDEMPOTENCY_KEY.maxLength || !CHARACTERS.test(key)) {
      throw refused(
        "Cannot read Idempotency-Key: expected 1 to 255 characters",
        "expected visible ASCII without spaces",
      );
    }
    const id = sha256(`${c.var.caller}\n${key}`);
    const at = clock();
    const known = await answers.begin(id, await digestOf(c), at);
    if (known === "begun") return await make(c, next, { answers, log, id, at });
    if (known === "differs") {
      throw new Problem(
        "idempotency_key_reused",
        "Cannot take the call: its Idempotency-Key was sent with another one",
      );
    }
    if (known === "under_way") {
      throw new Problem("idempotency_under_way", "Cannot answer yet: the first call with this key is under way", {
        headers: { "retry-after": "1" },
      });
    }
    return c.body(known.body, known.status as 200, { ...known.headers, "idempotency-replayed": "true" });
  };
}

async function make(
  c: RequestContext,
  next: () => Promise<void>,
  { answers, log, id, at }: {
    readonly answers: IdempotentAnswers;
    readonly log: EdgeDeps["log"];
    readonly id: string;
    readonly at: Date;
  },
): Promise<void> {
  await next();
  try {
    if (c.res.status < 300) await answers.finish(id, at, await answerOf(c.res));
    else await answers.release(id, at);
  } catch (error) {
    // It was done: the answer says so, whether or not it can be repeated.
    log.warn({ reason: reasonOf(error), requestId: c.var.requestId }, "cannot keep the answer of a call with a key");
  }
}

async function answerOf(response: Response): Promise<StoredAnswer> {
  const { status, headers } = response;
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status, headers: Object.fromEntries(kept), body: await response.clone().text() };
}

/** Of the method, the address and the body. */
async function digestOf(c: RequestContext): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const body = await readBody(c);
  return createHash("sha256").update(`${c.req.method} ${pathname}${search}\n`).update(body).digest("hex");
}

function refused(message: string, detail: string): Problem {
  return new Problem("invalid_input", message, { errors: [{ at: "Idempotency-Key", detail }] });
}
