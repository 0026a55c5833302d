import { pendingOrdersContract } from "../../../application/commerce/ports/pending_orders_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

pendingOrdersContract("Postgres", postgresShop);
