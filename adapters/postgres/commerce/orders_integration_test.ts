import { ordersContract } from "../../../application/commerce/ports/orders_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

ordersContract("Postgres", postgresShop);
