import { marketStoreContract } from "../../application/commerce/ports/market_store_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

marketStoreContract("Postgres", postgresShop);
