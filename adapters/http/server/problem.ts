import { STATUS_CODES } from "node:http";
import type { Context } from "hono";
import { type ProblemCode, PROBLEMS } from "../problem_codes.ts";

/** Those of `node:http` differ from RFC 9110 in two places. */
export const STATUS_TEXT: Readonly<Record<number, string>> = {
  ...STATUS_CODES as Record<number, string>,
  413: "Content Too Large",
  422: "Unprocessable Content",
};

/** `at` as `[3].age`. */
export interface InputFault {
  readonly at: string;
  readonly detail: string;
}

/** Answered as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly more: {
      readonly errors?: readonly InputFault[];
      readonly headers?: Readonly<Record<string, string>>;
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
