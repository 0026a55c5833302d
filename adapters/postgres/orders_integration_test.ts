import { ordersContract } from "../../application/commerce/ports/orders_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/shop_under_test.ts";

ordersContract("Postgres", postgresShop);
