import { productsContract } from "../../../application/commerce/ports/products_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop_under_test.ts";

productsContract("Postgres", postgresShop);
