import { productsContract } from "../../../application/commerce/ports/contracts/products_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

productsContract("Postgres", postgresShop);
