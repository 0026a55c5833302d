import type { Order } from "../../../domain/sourcing/order.ts";
import type { SupplierOrder } from "../../../domain/sourcing/supplier_order.ts";
import type { DeskOptions, DeskRefusal } from "./marketplace.ts";

/** What is ordered, and where it goes. */
export interface Purchase {
  readonly supplierOrder: Pick<SupplierOrder, "id" | "supplierItemCode" | "quantity" | "supplyPrice">;
  readonly receiver: Pick<
    Order,
    "receiverName" | "receiverPhone" | "receiverPostcode" | "receiverAddress" | "deliveryNote" | "optionName"
  >;
}

/**
 * Where one account orders at its supplier.
 *
 * Every call may be made again: the supplier order's id tells apart what was placed already, and the same answer is given.
 * A cancellation is remembered for that id too, so that an order that arrives after it is not placed. Retries and errors
 * are those of a market's client.
 */
export interface SupplierClient {
  place(
    purchase: Purchase,
    options: DeskOptions,
  ): Promise<{ readonly outcome: "placed"; readonly externalId: string } | DeskRefusal>;
  /** "cancelled" also when the supplier never had it. */
  cancel(id: SupplierOrder["id"], options: DeskOptions): Promise<{ readonly outcome: "cancelled" | "too_late" }>;
}
