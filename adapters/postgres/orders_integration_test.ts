import { ordersContract } from "../../application/commerce/ports/orders_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

ordersContract("Postgres", postgresShop);
