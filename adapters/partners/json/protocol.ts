import type { PartnerProtocol } from "../protocol.ts";
import { JsonFeed } from "./feed.ts";
import { JsonMarketplaceClient } from "./listings.ts";
import { identifyMarketOrder, jsonOrderWithoutBuyer, readBenchmark, readMarketOrder } from "./marketplace_format.ts";
import { JsonSupplierClient } from "./orders.ts";
import { identifySupplierRecord, readSupplierItem, readSupplierOrder, readSupplierRecord } from "./supplier_format.ts";

/** JSON over HTTP with this project's field names. */
export const jsonProtocol: PartnerProtocol = {
  format: {
    supplierRecord: readSupplierRecord,
    supplierIdentity: identifySupplierRecord,
    supplierItem: readSupplierItem,
    supplierOrder: readSupplierOrder,
    marketOrder: readMarketOrder,
    marketOrderWithoutBuyer: jsonOrderWithoutBuyer,
    marketOrderIdentity: identifyMarketOrder,
    benchmark: readBenchmark,
  },
  feed: (address) => new JsonFeed(address),
  orders: (address) => new JsonSupplierClient(address),
  listings: (address) => new JsonMarketplaceClient(address),
};
