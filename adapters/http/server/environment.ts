import type { Context } from "hono";

export interface Connection {
  readonly remoteAddr?: { readonly hostname?: string } | Deno.Addr;
}

export interface BodyLimit {
  readonly bytes: number;
  readonly ms: number;
}

export interface Environment {
  Variables: {
    requestId: string;
    /** For the rate limit: the digest of a valid key, else the remote address. */
    caller: string;
    keyIsValid: boolean;
    bodyLimit: BodyLimit;
  };
  Bindings: Connection;
}

export type RequestContext = Context<Environment>;
