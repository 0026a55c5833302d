import { marketStoreContract } from "../../application/commerce/ports/market_store_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/shop_under_test.ts";

marketStoreContract("Postgres", postgresShop);
