import { outboxContract } from "../../application/shared/outbox_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/shop_under_test.ts";

outboxContract("Postgres", postgresShop);
