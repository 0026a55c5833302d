import { crossDatabaseOutboxContract } from "../../../application/sourcing/ports/cross_database_outbox_contract.ts";
import { supplierJournalContract } from "../../../application/sourcing/ports/supplier_journal_contract.ts";
import { memorySource } from "./memory_source.ts";

supplierJournalContract("memory", memorySource);
crossDatabaseOutboxContract("memory", memorySource);
