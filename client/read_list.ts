import type { Client } from "openapi-fetch";
import { valueOf } from "./problem.ts";
import type { paths } from "./schema.ts";

type AnswerOf<P extends keyof paths> = paths[P] extends
  { get: { responses: { 200: { content: { "application/json": infer A } } } } } ? A : never;

interface AnyPage {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

/** The address of a list. */
export type ListPath = { [P in keyof paths]: AnswerOf<P> extends AnyPage ? P : never }[keyof paths];

/** What is in a list. */
export type ItemOf<P extends ListPath> = AnswerOf<P> extends { items: readonly (infer I)[] } ? I : never;

type ParametersOf<P extends ListPath> = paths[P] extends { get: { parameters: infer A } } ? A : never;
type QueryOf<A> = A extends { query?: infer Q } ? { readonly query?: Omit<NonNullable<Q>, "cursor"> } : unknown;
type PathOf<A> = A extends { path: infer V } ? { readonly path: V } : unknown;

/** Filters, `sort` and the `limit` of a page in `query`; in `path` what the address leaves open. */
export type ListParams<P extends ListPath> = QueryOf<ParametersOf<P>> & PathOf<ParametersOf<P>>;

/** Page by page; the next one is asked for when it is wanted. Throws `ProblemError`. */
export async function* readPages<P extends ListPath>(
  client: Client<paths>,
  address: P,
  params: ListParams<P>,
): AsyncGenerator<readonly ItemOf<P>[]> {
  const { query, path } = params as { readonly query?: object; readonly path?: object };
  let cursor: string | null | undefined;
  do {
    const init = { params: { path, query: { ...query, ...(cursor ? { cursor } : {}) } } };
    const page = valueOf(await client.GET(address as "/v1/orders", init as Record<string, unknown>)) as AnyPage;
    yield page.items as readonly ItemOf<P>[];
    cursor = page.nextCursor;
  } while (cursor !== null);
}
