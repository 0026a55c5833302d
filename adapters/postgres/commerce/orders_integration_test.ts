import { ordersContract } from "../../../application/commerce/ports/contracts/orders_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

ordersContract("Postgres", postgresShop);
