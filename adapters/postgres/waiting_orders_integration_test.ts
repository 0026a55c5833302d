import { waitingOrdersContract } from "../../application/commerce/ports/waiting_orders_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

waitingOrdersContract("Postgres", postgresShop);
