import { PartnerRegistry } from "../../../adapters/partners/registry.ts";
import { type Partners, PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { DEFAULT_PROTOCOL } from "../../../domain/sourcing/account_fields.ts";
import type { Config } from "../config/config.ts";
import { WrongSettings } from "../config/settings.ts";

interface Address {
  readonly url: string;
  readonly protocol: string;
  /** The name of a token; `null` for an API that asks for none. */
  readonly credential: string | null;
  readonly requestsPerMinute: number;
  readonly vendorId?: string | null;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const BENCHMARK_REQUESTS_PER_MINUTE = 60;

export function openPartners(
  { sourcing }: Pick<Config, "sourcing">,
  registry = new PartnerRegistry(),
): Partners {
  const open = (
    { protocol, url, credential, requestsPerMinute, vendorId = null, settings = {} }: Address,
    tokens: ReadonlyMap<string, string>,
    variable: "SUPPLIER_TOKENS" | "MARKET_TOKENS",
  ) => {
    const token = credential === null ? null : tokens.get(credential);
    if (token === undefined) {
      throw new WrongSettings([`${variable} has no token named ${credential}, which the API at ${url} needs`]);
    }
    return { protocol: registry.protocolOf(protocol), address: { url, token, requestsPerMinute, vendorId, settings } };
  };
  const supplier = (account: Omit<Address, "url"> & { readonly feedUrl: string }) =>
    open({ ...account, url: account.feedUrl }, sourcing.supplierTokens, "SUPPLIER_TOKENS");
  const marketplace = (account: Omit<Address, "url"> & { readonly apiUrl: string }) =>
    open({ ...account, url: account.apiUrl }, sourcing.marketTokens, "MARKET_TOKENS");
  const feed = ({ protocol, address }: ReturnType<typeof open>) => ({
    feed: protocol.feed(address),
    format: protocol.format,
  });
  return {
    formatOf: (protocol) => registry.formatOf(protocol),
    supplierFeed: (account) => feed(supplier(account)),
    supplierClient: (account) => {
      const { protocol, address } = supplier(account);
      if (protocol.orders) return protocol.orders(address);
      throw new PartnerUnavailable(`Cannot order at a supplier: the protocol "${account.protocol}" is a marketplace's`);
    },
    marketplaceFeed: (account) => feed(marketplace(account)),
    marketplaceClient: (account) => {
      const { protocol, address } = marketplace(account);
      if (protocol.listings) return protocol.listings(address);
      throw new PartnerUnavailable(`Cannot list on a marketplace: the protocol "${account.protocol}" is a supplier's`);
    },
    fulfilment: (account) => {
      const { protocol, address } = marketplace(account);
      return protocol.fulfilment?.(address) ?? null;
    },
    marketplaceProducts: (account) => {
      const { protocol, address } = marketplace(account);
      return protocol.products ? { ...protocol.products, feed: protocol.feed(address) } : null;
    },
    benchmarkFeed: ({ feedUrl, credential }) =>
      feed(marketplace({
        protocol: DEFAULT_PROTOCOL,
        apiUrl: feedUrl,
        credential,
        requestsPerMinute: BENCHMARK_REQUESTS_PER_MINUTE,
      })),
  };
}
