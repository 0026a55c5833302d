import { outboxContract } from "../../application/shared/outbox_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

outboxContract("Postgres", postgresShop);
