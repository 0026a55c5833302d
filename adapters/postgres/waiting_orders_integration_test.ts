import { waitingOrdersContract } from "../../application/commerce/ports/waiting_orders_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/shop_under_test.ts";

waitingOrdersContract("Postgres", postgresShop);
