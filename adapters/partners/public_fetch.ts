import { lookup as lookupName } from "node:dns";
import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { Agent } from "undici";
import { isLoopback } from "../../domain/shared/is_loopback.ts";

type Fetch = (url: URL, init: RequestInit) => Promise<Response>;
type Resolve = (
  name: string,
  options: { readonly all: true },
  found: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

interface PublicFetchOptions {
  readonly resolve?: Resolve;
  readonly isPublic?: (address: string) => boolean;
  /** Authorities besides the system's, in PEM format. */
  readonly ca?: string;
}

/**
 * A `fetch` that reaches this machine by its own names and public addresses, and no private network: whoever may write
 * accounts or subscriptions chooses where this machine calls, and a name means what its owner says at the moment. It is
 * looked up once a connection, each of its addresses is checked, and the connection goes to one of those checked, so
 * that nothing else is called in between. Rejects before anything is sent.
 */
export function publicFetch(
  { resolve = lookupName as Resolve, isPublic = isPublicAddress, ca }: PublicFetchOptions = {},
): Fetch {
  const lookup = (
    name: string,
    { all }: { readonly all?: boolean | undefined },
    found: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ) =>
    resolve(name, { all: true }, (error, addresses) => {
      const wrong = addresses?.find(({ address }) => !isPublic(address));
      if (error || wrong || addresses.length === 0) {
        found(
          error ?? (wrong ? refusal(name, wrong.address) : new Error(`Cannot call ${name}: it has no address`)),
          [],
        );
      } else if (all) found(null, addresses);
      else found(null, addresses[0]!.address, addresses[0]!.family);
    });
  let kept: Agent | undefined;
  return async (url, init) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // Nothing to look up; and it is the platform's fetch that takes part in traces.
    if (isLoopback(host)) return await fetch(url, init);
    // Addresses are not looked up.
    if (isIP(host) !== 0 && !isPublic(host)) throw refusal(host, host);
    // Loaded when it is needed: it reads the environment.
    const { Agent, fetch: fetchBy } = await import("undici");
    const dispatcher = kept ??= new Agent({
      // Deno 2.9 ends with a segmentation fault when a server closes a kept connection of HTTP/2.
      allowH2: false,
      connect: { lookup: lookup as never, ...(ca === undefined ? {} : { ca }) },
    });
    try {
      return await fetchBy(url, { ...init, dispatcher } as never) as unknown as Response;
    } catch (error) {
      // "fetch failed" alone says nothing.
      throw error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
    }
  };
}

function refusal(name: string, address: string): Error {
  const what = name === address ? `${address} is` : `it resolves to ${address},`;
  return new Error(`Cannot call ${name}: ${what} no public address`);
}

/** Neither of a private network, this machine, a link, a group nor reserved; also as IPv4 within IPv6. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}
