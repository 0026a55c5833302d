import { HttpFeed } from "../../adapters/http/feeds/http_feed.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import type { RecordFeed } from "../../application/sourcing/ports/record_feed.ts";
import { WrongSettings } from "./settings.ts";

export interface FeedAddress {
  readonly url: string;
  /** The name of a token; `null` for a feed that asks for none. */
  readonly credential: string | null;
  readonly requestsPerMinute: number;
}

/** A feed over HTTP with its token. Throws `WrongSettings` when `variable` has no token of that name. */
export function openFeed(
  { url, credential, requestsPerMinute }: FeedAddress,
  tokens: ReadonlyMap<string, string>,
  variable: "SUPPLIER_TOKENS" | "MARKET_TOKENS",
): RecordFeed {
  const token = credential === null ? null : tokens.get(credential);
  if (token === undefined) {
    throw new WrongSettings([`${variable} has no token named ${credential}, which the feed at ${url} needs`]);
  }
  return new HttpFeed({ url, token, requestsPerMinute, sleep, now: () => performance.now(), random: Math.random });
}
