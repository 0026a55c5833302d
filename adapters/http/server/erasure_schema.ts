import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";

/** Fields of every certificate of an erasure. */
export const ERASURE = {
  erasedAt: instant.describe("From then on whatever arrives late is refused, or stored without the person"),
  asOf: instant.describe("When this certificate was made"),
  records: z.int().min(0).describe("Found and removed by this call"),
  stores: z.array(z.object({
    store: z.string(),
    found: z.array(z.object({
      place: z.string(),
      records: z.int().min(0).nullable().describe("null: copies that can't be looked up by id"),
      goneBy: instant.optional().describe("When copies that can't be removed one by one are gone at the latest"),
    })),
  })),
};
