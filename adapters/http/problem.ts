import { STATUS_CODES } from "node:http";
import type { Context } from "hono";
import { IDENTITY_PROBLEMS } from "./identity/problems.ts";
import { SOURCING_PROBLEMS } from "./sourcing/problems.ts";
import { STORE_PROBLEMS } from "./store/problems.ts";

/** The one table from refusal codes to HTTP, with what each means. A code that is not in it is `internal`. */
export const PROBLEMS = {
  invalid_input: { status: 400, meaning: "Something is wrong with the input; errors has every fault" },
  malformed_json: { status: 400, meaning: "The body is no JSON" },
  key_in_query: { status: 400, meaning: "A key stands in the address, where proxies and logs would keep it" },
  unauthorized: { status: 401, meaning: "A valid key is missing" },
  cross_origin: { status: 403, meaning: "A browser sends a write for a page of another origin" },
  unknown_route: { status: 404, meaning: "Nothing is at this address" },
  unknown_user: { status: 404, meaning: "There is no such user" },
  unknown_product: { status: 404, meaning: "There is no such product" },
  unknown_order: { status: 404, meaning: "There is no such order" },
  unknown_scenario: { status: 404, meaning: "There is no such scenario" },
  empty_pool: { status: 404, meaning: "Nothing is in the pool yet" },
  method_not_allowed: { status: 405, meaning: "The address knows other methods only; see Allow" },
  body_too_slow: { status: 408, meaning: "The body did not arrive in time" },
  user_exists: { status: 409, meaning: "The id is taken; in a list, the items before it were stored" },
  product_exists: { status: 409, meaning: "The id is taken; in a list, the items before it were stored" },
  order_exists: { status: 409, meaning: "The id is taken; in a list, the items before it were stored" },
  user_has_orders: { status: 409, meaning: "Orders name the user; erase=true blanks the person instead" },
  product_has_orders: { status: 409, meaning: "Orders name the product" },
  body_too_large: { status: 413, meaning: "The body is larger than the server takes" },
  unsupported_media_type: { status: 415, meaning: "The body is not declared as application/json in UTF-8" },
  misdirected: { status: 421, meaning: "Without keys the server answers for localhost only" },
  data_refused: { status: 422, meaning: "The database refuses the values" },
  rate_limited: { status: 429, meaning: "Too many calls; see Retry-After" },
  internal: { status: 500, meaning: "An error on the server's side; the log has it under the request's id" },
  unavailable: { status: 503, meaning: "A part of the system is away; see Retry-After" },
  too_many_listeners: { status: 503, meaning: "The live stream has as many listeners as it takes" },
  ...STORE_PROBLEMS,
  ...IDENTITY_PROBLEMS,
  ...SOURCING_PROBLEMS,
} as const;

/** Reason phrases, the titles of problems. `node:http` has two of them as they were before RFC 9110. */
export const STATUS_TEXT: Readonly<Record<number, string>> = {
  ...STATUS_CODES as Record<number, string>,
  413: "Content Too Large",
  422: "Unprocessable Content",
};

export type ProblemCode = keyof typeof PROBLEMS;

/** One fault of the input: where, as `[3].age`, and what is wrong there. */
export interface InputFault {
  readonly at: string;
  readonly detail: string;
}

/** A refusal on its way to the client: thrown anywhere at the edge, answered as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly more: {
      readonly errors?: readonly InputFault[];
      readonly headers?: Readonly<Record<string, string>>;
      /** Further members of the answer. */
      readonly members?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(detail);
  }
}

const MAX_FAULTS = 100;

export function problemResponse(c: Context, problem: Problem): Response {
  const { status } = PROBLEMS[problem.code];
  const errors = problem.more.errors;
  const body = {
    type: "about:blank",
    title: STATUS_TEXT[status],
    status,
    code: problem.code,
    detail: problem.message,
    ...problem.more.members,
    ...(errors === undefined ? {} : { errors: errors.slice(0, MAX_FAULTS), errorCount: errors.length }),
    requestId: c.get("requestId"),
  };
  return c.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...problem.more.headers,
  });
}
