import { shopListsContract } from "../../../application/commerce/ports/contracts/shop_lists_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

shopListsContract("Postgres", postgresShop);
