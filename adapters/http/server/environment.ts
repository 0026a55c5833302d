import type { Context } from "hono";

/** What `Deno.serve` reports of the connection; empty when the app is called directly. */
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
    /** The identity that the rate limit counts: the digest of a valid key, else the remote address. */
    caller: string;
    keyIsValid: boolean;
    bodyLimit: BodyLimit;
  };
  Bindings: Connection;
}

export type RequestContext = Context<Environment>;
