import { carriedOutboxContract } from "../../../application/sourcing/ports/carried_outbox_contract.ts";
import { supplierJournalContract } from "../../../application/sourcing/ports/supplier_journal_contract.ts";
import { memorySource } from "./memory_source.ts";

supplierJournalContract("memory", memorySource);
carriedOutboxContract("memory", memorySource);
