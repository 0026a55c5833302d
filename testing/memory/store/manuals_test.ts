import { manualSearchContract } from "../../../application/store/ports/manual_search_contract.ts";
import { manualsContract } from "../../../application/store/ports/manuals_contract.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { MemoryManuals } from "./manuals.ts";

for (const contract of [manualsContract, manualSearchContract]) {
  contract("memory", (work) => {
    const manuals = new MemoryManuals();
    return work({ manuals, search: manuals, vectors: manuals });
  }, sha256);
}
