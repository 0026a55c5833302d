import { waitingOrdersContract } from "../../../application/commerce/ports/waiting_orders_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop_under_test.ts";

waitingOrdersContract("Postgres", postgresShop);
