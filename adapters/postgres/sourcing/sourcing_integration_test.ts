import { sha256 } from "../../system/sha256.ts";
import { crossDatabaseOutboxContract } from "../../../application/sourcing/ports/outbox_contract.ts";
import { supplierJournalContract } from "../../../application/sourcing/ports/suppliers_contract.ts";
import { tradingContract } from "../../../application/sourcing/ports/trading_contract.ts";
import { postgresMarket } from "../../../testing/ports/postgres_market.ts";
import { postgresSource } from "../../../testing/ports/postgres_source.ts";
import "../../../testing/engines/leak_checks.ts";

supplierJournalContract("Postgres", postgresSource);
crossDatabaseOutboxContract("Postgres", postgresSource);
tradingContract("Postgres", postgresMarket, sha256);
