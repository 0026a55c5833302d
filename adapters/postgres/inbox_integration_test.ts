import { inboxContract } from "../../application/commerce/ports/inbox_contract.ts";
import { notedEffectsContract } from "../../application/commerce/ports/noted_effects_contract.ts";
import { orderEffectsContract } from "../../application/commerce/ports/order_effects_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

inboxContract("Postgres", postgresShop);
orderEffectsContract("Postgres", postgresShop);
notedEffectsContract("Postgres", postgresShop);
