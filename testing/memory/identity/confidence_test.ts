import { confidenceContract } from "../../../application/identity/ports/confidence_contract.ts";
import { MemoryConfidenceReadings, MemoryConfidenceSets } from "./confidence.ts";

confidenceContract("memory", () =>
  Promise.resolve({
    sets: new MemoryConfidenceSets(),
    readings: new MemoryConfidenceReadings(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }));
