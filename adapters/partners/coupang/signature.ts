import { createHmac } from "node:crypto";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";

export interface CoupangKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** A token is `ACCESS_KEY:SECRET_KEY`. Throws `PartnerUnavailable` for anything else. */
export function keysIn(token: string | null): CoupangKeys {
  const [accessKey = "", secretKey = "", ...more] = token?.split(":") ?? [];
  if (accessKey !== "" && secretKey !== "" && more.length === 0) return { accessKey, secretKey };
  throw new PartnerUnavailable(
    "Cannot sign calls to Coupang: expected its token as ACCESS_KEY:SECRET_KEY in MARKET_TOKENS, named by the account",
  );
}

/** `yyMMdd'T'HHmmss'Z'`, UTC. */
export function signedDate(at: Date): string {
  return `${at.toISOString().slice(2, 19).replace(/[-:]/g, "")}Z`;
}

/** @param query exactly as it is sent, without its question mark */
export function authorizationOf(
  { method, path, query }: { readonly method: string; readonly path: string; readonly query: string },
  { accessKey, secretKey }: CoupangKeys,
  at: Date,
): string {
  const date = signedDate(at);
  const signature = createHmac("sha256", secretKey).update(`${date}${method}${path}${query}`).digest("hex");
  return `CEA algorithm=HmacSHA256, access-key=${accessKey}, signed-date=${date}, signature=${signature}`;
}
