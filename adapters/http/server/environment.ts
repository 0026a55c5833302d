import type { Context } from "hono";
import type { Access } from "../../../domain/shared/api_key.ts";

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
    /** What the caller may do; all of it where no key is required. */
    access: Access;
    bodyLimit: BodyLimit;
    /** Once it was read. */
    body?: Uint8Array;
  };
  Bindings: Connection;
}

export type RequestContext = Context<Environment>;
