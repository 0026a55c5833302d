import { createRoute, z } from "@hono/zod-openapi";
import { type ProblemCode, type ProblemDescription, PROBLEMS } from "../problem_codes.ts";
import type { Scope } from "../../../domain/shared/api_key.ts";
import { requireScope } from "./edge/api_keys.ts";
import { IDEMPOTENCY_KEY, takesNoKey } from "./edge/idempotency.ts";
import { IF_MATCH, noIfMatch } from "./etag.ts";
import { STATUS_TEXT } from "./problem.ts";

interface Example {
  summary?: string;
  value: unknown;
}

type Content = Record<
  string,
  { schema: Record<string, unknown>; examples?: Record<string, Example | { $ref: string }> }
>;
interface Headers {
  readonly [name: string]: { readonly description: string; readonly schema: { readonly type: "string" } };
}
type Responses = Record<string, { description: string; content: Content; headers?: Headers }>;

interface RouteDescription {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly params?: z.ZodObject;
  /** Other parameters are refused. */
  readonly query?: z.ZodObject;
  readonly body?: {
    readonly schema: Record<string, unknown>;
    readonly examples: Record<string, { value: unknown }>;
    readonly optional?: boolean;
    /** Of a body that is no JSON. */
    readonly type?: string;
  };
  readonly answers: Responses;
  /** Honours `If-Match`. Every other change refuses it: a safeguard that is passed over is none. */
  readonly ifMatch?: boolean;
  /** Why a POST or PATCH does not honour `Idempotency-Key`, as it does by default. */
  readonly unkeyed?: string;
  /** What a key must allow. By default reading routes need `read` and all others `write`. */
  readonly scope?: Scope;
  /** Besides those of every `/v1` route. */
  readonly problems?: readonly ProblemCode[];
}

const REQUEST_ID = "0198c6a2-6f0e-7c3a-9d0b-0f4f0b9b8a11";
const ALWAYS: readonly ProblemCode[] = [
  "invalid_input",
  "key_in_query",
  "unauthorized",
  "cross_origin",
  "forwarded",
  "misdirected",
  "insufficient_scope",
  "rate_limited",
  "internal",
];
const WITH_BODY: readonly ProblemCode[] = [
  "malformed_json",
  "body_too_slow",
  "body_too_large",
  "unsupported_media_type",
  "data_refused",
];

const ifMatchHeader = z.string().optional().openapi({
  description: "The ETag of the answer that is to be changed, several with commas between, or `*`",
  anyOf: [{ enum: [IF_MATCH.any] }, { pattern: IF_MATCH.tags }],
  example: '"c0ffee2f6d0b4d7e9a1b3c5d7e9f0a1b"',
});

const idempotencyKeyHeader = z.string().optional().openapi({
  description:
    "Of the caller's choice, once for each call: repeated within a day, the call gets its first answer and does nothing",
  example: "0198c6a2-6f0e-7c3a-9d0b-0f4f0b9b8a11",
  ...IDEMPOTENCY_KEY,
});
/** The body is part of what is repeated, and read for it. */
const REPEATED: readonly ProblemCode[] = ["idempotency_key_reused", "idempotency_under_way", "body_too_slow"];

const RETRY_AFTER = { "retry-after": headerOf("Seconds after which the call may be made again") };
const CHALLENGE = { "www-authenticate": headerOf("`Bearer`") };
const PROBLEM_HEADERS: Partial<Record<ProblemCode, Headers>> = {
  unauthorized: CHALLENGE,
  idempotency_under_way: RETRY_AFTER,
  rate_limited: RETRY_AFTER,
  too_many_imports: RETRY_AFTER,
  too_many_listeners: RETRY_AFTER,
  unavailable: RETRY_AFTER,
};

type Nothing = z.ZodObject<Record<never, never>>;

/** Query parameters that are not named are refused. */
export function describeRoute<Q extends z.ZodObject = Nothing, P extends z.ZodObject = Nothing>(
  route: RouteDescription & { readonly query?: Q; readonly params?: P },
) {
  const { tag, params, query, body, answers, problems = [], ifMatch = false, unkeyed, ...rest } = route;
  const { scope = rest.method === "get" ? "read" : "write", description, ...described } = rest;
  const needs = `Needs a key with the scope \`${scope}\`, where keys are required.`;
  const repeats = (rest.method === "post" || rest.method === "patch") && unkeyed === undefined;
  const codes = [
    ...ALWAYS,
    ...(body ? WITH_BODY : []),
    // Of a body that the operation does not take, too.
    ...(rest.method === "get" ? [] : ["body_too_large"] as const),
    ...(repeats ? REPEATED : []),
    ...problems,
  ];
  const headers = {
    ...(repeats ? { "idempotency-key": idempotencyKeyHeader } : {}),
    ...(ifMatch ? { "if-match": ifMatchHeader } : {}),
  };
  return createRoute({
    ...described,
    description: description === undefined ? needs : `${description} ${needs}`,
    middleware: [
      requireScope(scope),
      ...(ifMatch || rest.method === "get" ? [] : [noIfMatch()]),
      ...(unkeyed === undefined ? [] : [takesNoKey(unkeyed)]),
    ],
    tags: [tag],
    request: {
      params: (params ?? z.object({})) as P,
      query: (query ?? z.object({})).strict() as Q,
      ...(repeats || ifMatch ? { headers: z.object(headers) } : {}),
      ...(body ? { body: contentOf(body) } : {}),
    },
    responses: { ...answers, ...problemResponses(codes) },
  });
}

function contentOf(
  { optional = false, type = "application/json", ...described }: NonNullable<RouteDescription["body"]>,
) {
  return { required: !optional, content: { [type]: described } };
}

export function json(description: string, schema: string | Record<string, unknown>, example?: unknown) {
  const content = {
    schema: typeof schema === "string" ? ref(schema) : schema,
    ...(example === undefined ? {} : { examples: { example: { value: example } } }),
  };
  return { description, content: { "application/json": content } };
}

export function ref(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** A response for each status; its type has the codes that this operation answers with and no others. */
export function problemResponses(codes: readonly ProblemCode[]): Responses {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, {
      description: STATUS_TEXT[status]!,
      ...headersOf(codes),
      content: {
        "application/problem+json": {
          schema: {
            allOf: [ref("Problem")],
            type: "object",
            required: ["code"],
            properties: { code: { type: "string", enum: codes } },
          },
          examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
        },
      },
    }]),
  );
}

export function problemExample(code: ProblemCode): Example {
  const { status, meaning, members = {} }: ProblemDescription = PROBLEMS[code];
  const title = STATUS_TEXT[status]!;
  return {
    summary: meaning,
    value: { type: "about:blank", title, status, code, detail: meaning, ...members, requestId: REQUEST_ID },
  };
}

function headerOf(description: string) {
  return { description, schema: { type: "string" } } as const;
}

function headersOf(codes: readonly ProblemCode[]): { readonly headers?: Headers } {
  const headers = Object.assign({}, ...codes.map((code) => PROBLEM_HEADERS[code] ?? {}));
  return Object.keys(headers).length === 0 ? {} : { headers };
}
