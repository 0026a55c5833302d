import type { InvalidInput } from "../../../domain/shared/parse.ts";
import type { Result } from "../../../domain/shared/result.ts";
import { externalIdSchema } from "../../../domain/sourcing/ids.ts";
import type { RecordKind, SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";
import { notCarried, type PartnerAddress, type PartnerProtocol } from "../protocol.ts";
import { OwnerclanApi } from "./api.ts";
import { OwnerclanFeed } from "./feed.ts";
import { readOwnerclanItem, readOwnerclanItemRecord } from "./item_format.ts";
import { readOwnerclanOrder, readOwnerclanOrderRecord } from "./order_format.ts";
import { OwnerclanSupplierClient } from "./orders.ts";

/** The API of OwnerClan (오너클랜) for sellers: GraphQL, with a token that a login gives. */
export const ownerclanProtocol: PartnerProtocol = openProtocol();

function openProtocol(): PartnerProtocol {
  // One for an account: its calls share a token and a pace.
  const apis = new Map<string, OwnerclanApi>();
  const apiOf = (address: PartnerAddress) => {
    const { url, token, requestsPerMinute, tries, firstPauseMs } = address;
    const key = JSON.stringify([url, token, requestsPerMinute, tries, firstPauseMs]);
    const known = apis.get(key) ?? new OwnerclanApi(address);
    apis.set(key, known);
    return known;
  };
  return {
    format: {
      supplierRecord: readRecord,
      supplierIdentity: (_, raw) => externalIdSchema.safeParse((raw as { key?: unknown } | null)?.key).data ?? null,
      supplierItem: readOwnerclanItem,
      supplierOrder: readOwnerclanOrder,
      marketOrder: () => nothingOf("a marketplace's orders"),
      marketOrderWithoutBuyer: () => nothingOf("a marketplace's orders"),
      marketOrderIdentity: () => null,
      benchmark: () => nothingOf("a marketplace's products"),
    },
    feed: (address) => new OwnerclanFeed(apiOf(address)),
    orders: (address) => new OwnerclanSupplierClient(apiOf(address)),
    listings: null,
  };
}

function readRecord(kind: RecordKind, raw: unknown): Result<SupplierRecord, InvalidInput> {
  switch (kind) {
    case "items":
      return readOwnerclanItemRecord(raw);
    case "orders":
      return readOwnerclanOrderRecord(raw);
    case "qna":
    case "categories":
      return nothingOf(kind);
    default:
      return kind satisfies never;
  }
}

function nothingOf(what: string) {
  return notCarried(what, "OwnerClan's API has none here");
}
