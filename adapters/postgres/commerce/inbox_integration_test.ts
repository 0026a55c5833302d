import { inboxContract } from "../../../application/commerce/ports/inbox_contract.ts";
import { notedEffectsContract } from "../../../application/commerce/ports/noted_effects_contract.ts";
import { orderEffectsContract } from "../../../application/commerce/ports/order_effects_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop_under_test.ts";

inboxContract("Postgres", postgresShop);
orderEffectsContract("Postgres", postgresShop);
notedEffectsContract("Postgres", postgresShop);
