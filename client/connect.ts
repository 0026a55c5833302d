import createClient, { type Client } from "openapi-fetch";
import { valueOf } from "./problem.ts";
import { type ItemOf, type ListParams, type ListPath, readPages } from "./read_list.ts";
import { retryingFetch } from "./retrying_fetch.ts";
import type { components, paths } from "./schema.ts";

type Schemas = components["schemas"];

/** How to reach the API. */
export interface ConnectOptions {
  /** Where keys are required. */
  readonly key?: string;
  /** How often a call that failed for the moment is sent again; 4 by default. */
  readonly retries?: number;
  /** In place of the platform's, for tests and proxies. */
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * `GET`, `POST`, `PUT`, `PATCH` and `DELETE` call any address with the document's types and resolve to `{data, error}`;
 * `valueOf` throws the error. The calls with names do so themselves.
 */
export interface Tillstream extends Client<paths> {
  /** Stores a member of the shop at once. */
  createUser(draft: Schemas["NewUser"]): Promise<Schemas["StoredUser"]>;
  /** Stores a product at once. */
  createProduct(draft: Schemas["NewProduct"]): Promise<Schemas["StoredProduct"]>;
  /** Stores an order at once, with what it copies from its member and product. */
  createOrder(draft: Schemas["NewOrder"]): Promise<Schemas["StoredOrder"]>;
  /** One of the users in the cache's pool, or null while it is empty. */
  getRandomUser(): Promise<Schemas["User"] | null>;
  /** One of the products in the cache's pool, or null while it is empty. */
  getRandomProduct(): Promise<Schemas["Product"] | null>;
  /** Whether the API answers and its cache is there. */
  isConnected(): Promise<boolean>;
  /** What is in a list, over all its pages. */
  list<P extends ListPath>(path: P, ...params: Params<P>): AsyncGenerator<ItemOf<P>>;
  /** The pages of a list. */
  pages<P extends ListPath>(path: P, ...params: Params<P>): AsyncGenerator<readonly ItemOf<P>[]>;
}

/** Not needed where the address leaves nothing open. */
type Params<P extends ListPath> = Record<never, never> extends ListParams<P> ? [ListParams<P>?] : [ListParams<P>];

const DIRECT = { query: { direct: true } } as const;

/** A client of the API at an address such as `http://localhost:8000`. Nothing is asked yet. */
export function connect(baseUrl: string, options: ConnectOptions = {}): Tillstream {
  const { key, retries = 4, fetch = (request) => globalThis.fetch(request), wait = sleep } = options;
  const settings = { baseUrl, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } };
  const client = createClient<paths>({ ...settings, fetch: retryingFetch({ fetch, retries, wait }) });
  const once = createClient<paths>({ ...settings, fetch });
  const pages: Tillstream["pages"] = (path, ...[params]) => readPages(client, path, params ?? {} as never);
  return {
    ...client,
    pages,
    async *list(path, ...params) {
      for await (const page of pages(path, ...params)) yield* page;
    },
    async createUser(body) {
      return valueOf(await client.POST("/v1/users", { body, params: DIRECT })) as Schemas["StoredUser"];
    },
    async createProduct(body) {
      return valueOf(await client.POST("/v1/products", { body, params: DIRECT })) as Schemas["StoredProduct"];
    },
    async createOrder(body) {
      return valueOf(await client.POST("/v1/orders", { body, params: DIRECT })) as Schemas["StoredOrder"];
    },
    async getRandomUser() {
      const answer = await client.GET("/v1/cache/users/random");
      return answer.error?.code === "empty_pool" ? null : valueOf(answer);
    },
    async getRandomProduct() {
      const answer = await client.GET("/v1/cache/products/random");
      return answer.error?.code === "empty_pool" ? null : valueOf(answer);
    },
    async isConnected() {
      const answer = await once.GET("/v1/cache/status").catch(() => null);
      return answer !== null && answer.response.status < 500 && valueOf(answer).connected;
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
