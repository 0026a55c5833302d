import { marketStoreContract } from "../../../application/commerce/ports/market_store_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop_under_test.ts";

marketStoreContract("Postgres", postgresShop);
