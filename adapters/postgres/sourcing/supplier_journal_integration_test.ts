import { crossDatabaseOutboxContract } from "../../../application/sourcing/ports/outbox_contract.ts";
import { supplierJournalContract } from "../../../application/sourcing/ports/suppliers_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresSource } from "../../../testing/ports/postgres_source.ts";

supplierJournalContract("Postgres", postgresSource);
crossDatabaseOutboxContract("Postgres", postgresSource);
