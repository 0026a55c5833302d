import { crossDatabaseOutboxContract } from "../../../application/sourcing/ports/outbox_contract.ts";
import { supplierJournalContract } from "../../../application/sourcing/ports/suppliers_contract.ts";
import { memorySource } from "./memory_source.ts";

supplierJournalContract("memory", memorySource);
crossDatabaseOutboxContract("memory", memorySource);
