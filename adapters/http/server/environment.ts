import type { Context } from "hono";

/** What `Deno.serve` says of the connection; empty when the app is called directly. */
export interface Connection {
  readonly remoteAddr?: { readonly hostname?: string } | Deno.Addr;
}

/** How much of a body is taken, and how long that may take. */
export interface BodyLimit {
  readonly bytes: number;
  readonly ms: number;
}

/** What travels with a request through the edge. */
export interface Environment {
  Variables: {
    requestId: string;
    /** Whom the rate limit counts: the digest of a valid key, else the remote address. */
    caller: string;
    keyIsValid: boolean;
    bodyLimit: BodyLimit;
  };
  Bindings: Connection;
}

export type RequestContext = Context<Environment>;
