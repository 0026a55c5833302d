import { sha256 } from "../../../adapters/system/sha256.ts";
import { crossDatabaseOutboxContract } from "../../../application/sourcing/ports/outbox_contract.ts";
import { supplierJournalContract } from "../../../application/sourcing/ports/suppliers_contract.ts";
import { tradingContract } from "../../../application/sourcing/ports/trading_contract.ts";
import { memorySource } from "./memory_source.ts";
import { memoryMarket } from "../../ports/market.ts";

supplierJournalContract("memory", memorySource);
crossDatabaseOutboxContract("memory", memorySource);

tradingContract("memory", memoryMarket, sha256);
