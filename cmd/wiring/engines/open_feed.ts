import { HttpFeed } from "../../../adapters/partners/json/http_feed.ts";
import type { RecordFeed } from "../../../application/sourcing/ports/partners.ts";
import { WrongSettings } from "../config/settings.ts";

export interface FeedAddress {
  readonly url: string;
  /** The name of a token; `null` for a feed that asks for none. */
  readonly credential: string | null;
  readonly requestsPerMinute: number;
}

/** A feed over HTTP with its token. Throws `WrongSettings` when `variable` has no token of that name. */
export function openFeed(
  address: FeedAddress,
  tokens: ReadonlyMap<string, string>,
  variable: TokenVariable,
): RecordFeed {
  return new HttpFeed(callerOptions(address, tokens, variable));
}

type TokenVariable = "SUPPLIER_TOKENS" | "MARKET_TOKENS";

/** How an API over HTTP is called. Throws `WrongSettings` when `variable` has no token of that name. */
export function callerOptions(
  { url, credential, requestsPerMinute }: FeedAddress,
  tokens: ReadonlyMap<string, string>,
  variable: TokenVariable,
) {
  const token = credential === null ? null : tokens.get(credential);
  if (token === undefined) {
    throw new WrongSettings([`${variable} has no token named ${credential}, which the API at ${url} needs`]);
  }
  return { url, token, requestsPerMinute };
}
