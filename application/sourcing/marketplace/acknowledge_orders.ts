import type { MarketOrder } from "../../../domain/sourcing/market_order.ts";
import type { Order } from "../../../domain/sourcing/order.ts";
import type { MarketAccounts } from "../ports/marketplace.ts";
import { type CallOptions, type OrderFulfilment, type Partners, PartnerUnavailable } from "../ports/partners.ts";

interface AcknowledgeDeps {
  readonly marketAccounts: Pick<MarketAccounts, "findAll">;
  readonly partners: Pick<Partners, "fulfilment">;
}

/** `null`: its marketplace need not be told. */
export type Acknowledged =
  | { readonly outcome: "acknowledged"; readonly receiver: MarketOrder["receiver"] }
  | { readonly outcome: "refused"; readonly reason: string }
  | null;

export type AcknowledgeOrder = (order: Order, options: CallOptions) => Promise<Acknowledged>;

/**
 * Before an order is placed at the supplier its marketplace is told that it is being prepared: only then are address and
 * quantity final. An account is looked up once. Throws what `OrderFulfilment` throws.
 */
export function acknowledgeOrders({ marketAccounts, partners }: AcknowledgeDeps): AcknowledgeOrder {
  const clients = new Map<string, OrderFulfilment | null>();
  return async (order, options) => {
    let client = clients.get(order.marketAccountId);
    if (client === undefined) {
      const account = (await marketAccounts.findAll([order.marketAccountId]))
        .find(({ id }) => id === order.marketAccountId);
      if (account && account.status !== "ACTIVE") {
        throw new PartnerUnavailable(`Cannot tell ${account.market}/${account.name}: the account is ${account.status}`);
      }
      client = account ? partners.fulfilment(account) : null;
      clients.set(order.marketAccountId, client);
    }
    if (client === null) return null;
    const answer = await client.acknowledge(order, options);
    if (answer.outcome === "refused") return { outcome: "refused", reason: `its marketplace: ${answer.reason}` };
    if (answer.quantity === order.quantity) return { outcome: "acknowledged", receiver: answer.receiver };
    return { outcome: "refused", reason: `${order.quantity} were ordered, and ${answer.quantity} are left of it` };
  };
}
