import { notCarried, type PartnerProtocol } from "../protocol.ts";
import { CoupangFulfilment } from "./fulfilment.ts";
import { CoupangMarketplaceClient } from "./listings.ts";
import { CoupangFeed } from "./feed.ts";
import { coupangOrderWithoutBuyer, identifyCoupangOrder, readCoupangOrder } from "./order_format.ts";
import { identifyCoupangProduct } from "./product_pages.ts";

/** Coupang's Open API for sellers (쿠팡 Wing): REST, signed with HMAC. */
export const coupangProtocol: PartnerProtocol = {
  format: {
    supplierRecord: () => notASuppliers("a supplier's records"),
    supplierIdentity: () => null,
    supplierItem: () => notASuppliers("a supplier's items"),
    supplierOrder: () => notASuppliers("a supplier's orders"),
    marketOrder: readCoupangOrder,
    marketOrderWithoutBuyer: coupangOrderWithoutBuyer,
    marketOrderIdentity: identifyCoupangOrder,
    benchmark: () => notASuppliers("others' products"),
  },
  feed: (address) => new CoupangFeed(address),
  orders: null,
  listings: (address) => new CoupangMarketplaceClient(address),
  fulfilment: (address) => new CoupangFulfilment(address),
  products: { kind: "products", identify: identifyCoupangProduct },
};

function notASuppliers(what: string) {
  return notCarried(what, "Coupang's API has none");
}
