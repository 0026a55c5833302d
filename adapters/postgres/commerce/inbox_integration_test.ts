import { inboxContract } from "../../../application/commerce/ports/contracts/inbox_contract.ts";
import { resentOrdersContract } from "../../../application/commerce/ports/contracts/resent_orders_contract.ts";
import { streamPositionsContract } from "../../../application/commerce/ports/contracts/stream_positions_contract.ts";
import { recordedDeltasContract } from "../../../application/commerce/ports/contracts/recorded_deltas_contract.ts";
import { orderDeltasContract } from "../../../application/commerce/ports/contracts/order_deltas_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

inboxContract("Postgres", postgresShop);
streamPositionsContract("Postgres", postgresShop);
resentOrdersContract("Postgres", postgresShop);
orderDeltasContract("Postgres", postgresShop);
recordedDeltasContract("Postgres", postgresShop);
