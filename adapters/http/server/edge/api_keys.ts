import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Connection, Environment } from "../environment.ts";
import { Problem } from "../problem.ts";
import { isOneOf } from "./is_one_of.ts";

const KEY_PARAMETERS = new Set(["access_token", "api_key", "apikey", "api-key", "authorization", "key", "token"]);

/** Browsers, proxies and logs would keep a key in the address. */
export function noKeyInQuery(): MiddlewareHandler<Environment> {
  return async (c, next) => {
    for (const name of Object.keys(c.req.query())) {
      if (KEY_PARAMETERS.has(name.toLowerCase())) {
        throw new Problem(
          "key_in_query",
          `Cannot take a key in the address (${name}): send it as Authorization: Bearer`,
        );
      }
    }
    await next();
  };
}

/** Rejects no request, so that the rate limit also counts wrong keys, by address. */
export function identify(apiKeys: readonly string[]): MiddlewareHandler<Environment> {
  const digests = apiKeys.map((hex) => Buffer.from(hex, "hex"));
  return async (c, next) => {
    const digest = digestOf(c.req.header("authorization"));
    const known = digest !== null && isOneOf(digests, digest);
    c.set("keyIsValid", known);
    c.set("caller", known ? `key ${digest.toString("hex")}` : `address ${addressOf(c.env)}`);
    await next();
  };
}

/** @param signed paths whose route checks a signature instead */
export function requireKey(apiKeys: readonly string[], signed: ReadonlySet<string>): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (apiKeys.length > 0 && !c.var.keyIsValid && !(c.req.method === "POST" && signed.has(c.req.path))) {
      throw new Problem("unauthorized", "Cannot answer without a valid key: send Authorization: Bearer <key>", {
        headers: { "www-authenticate": 'Bearer realm="tillstream"' },
      });
    }
    await next();
  };
}

function addressOf({ remoteAddr }: Connection): string {
  return remoteAddr && "hostname" in remoteAddr && remoteAddr.hostname || "unknown";
}

function digestOf(header: string | undefined): Buffer | null {
  const key = /^Bearer +([\x21-\x7e]{1,512})$/i.exec(header ?? "")?.[1];
  return key === undefined ? null : createHash("sha256").update(key).digest();
}
