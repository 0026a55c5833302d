import type { Context } from "hono";
import type { BodyLimit } from "./edge/body_limit.ts";

/** What `Deno.serve` says of the connection; empty when the app is called directly. */
export interface Connection {
  readonly remoteAddr?: { readonly hostname?: string } | Deno.Addr;
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
