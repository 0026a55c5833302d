import { manualsContract } from "../../../application/store/ports/manuals_contract.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { MemoryManuals } from "./manuals.ts";

manualsContract("memory", (work) => {
  const manuals = new MemoryManuals();
  return work({ manuals, search: manuals, vectors: manuals });
}, sha256);
