import { outboxContract } from "../../../application/shared/outbox_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

outboxContract("Postgres", postgresShop);
