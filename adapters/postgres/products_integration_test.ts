import { productsContract } from "../../application/commerce/ports/products_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/shop_under_test.ts";

productsContract("Postgres", postgresShop);
