import { manualsContract } from "../../../application/store/ports/manuals_contract.ts";
import { MemoryManuals } from "./manuals.ts";

manualsContract("memory", (work) => {
  const manuals = new MemoryManuals();
  return work({ manuals, search: manuals, vectors: manuals });
});
