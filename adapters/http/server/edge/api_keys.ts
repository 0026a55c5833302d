import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Connection, Environment, RequestContext } from "../environment.ts";
import type { ApiKeys } from "../../../../application/shared/api_keys.ts";
import { type Access, FULL_ACCESS, isValidAt, mayCall, type Scope } from "../../../../domain/shared/api_key.ts";
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

interface KnownKeys {
  /** Digests in hexadecimal, of keys that may do everything. */
  readonly settings: readonly string[];
  /** Made and revoked while the process runs. */
  readonly made?: Pick<ApiKeys, "find"> | undefined;
  readonly clock: () => Date;
}

/** Rejects no request, so that the rate limit also counts wrong keys, by address. */
export function identify({ settings, made, clock }: KnownKeys): MiddlewareHandler<Environment> {
  const digests = settings.map((hex) => Buffer.from(hex, "hex"));
  return async (c, next) => {
    const digest = digestOf(c.req.header("authorization"));
    const access = digest === null ? null : await accessOf(digest);
    c.set("keyIsValid", access !== null);
    c.set("access", access ?? FULL_ACCESS);
    c.set("caller", access ? `key ${digest!.toString("hex")}` : `address ${addressOf(c.env)}`);
    await next();
  };

  async function accessOf(digest: Buffer): Promise<Access | null> {
    if (isOneOf(digests, digest)) return FULL_ACCESS;
    const key = await made?.find(digest.toString("hex")) ?? null;
    return key !== null && isValidAt(key, clock()) ? key : null;
  }
}

/** Of a route: what its callers' keys must allow. A key of stores opens addresses of these stores alone. */
export function requireScope(scope: Scope): MiddlewareHandler<Environment> {
  return async (c, next) => {
    allow(c, scope);
    await next();
  };
}

/** For what a body makes an administrator's. Throws `Problem`. */
export function allow(c: RequestContext, scope: Scope): void {
  const { access } = c.var;
  switch (mayCall(access, scope, c.req.param("store") ?? null)) {
    case "yes":
      return;
    case "scope":
      throw new Problem(
        "insufficient_scope",
        `Cannot do this with this key: it has the scope ${access.scopes.join(" and ")}, and this needs ${scope}`,
      );
    case "store":
      throw new Problem(
        "insufficient_scope",
        `Cannot do this with this key: it is for /v1/stores/ of ${access.stores!.join(", ")} alone`,
      );
  }
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
