import { productsContract } from "../../application/commerce/ports/products_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

productsContract("Postgres", postgresShop);
