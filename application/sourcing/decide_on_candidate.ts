import { z } from "zod";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { type AlreadyDecided, type Candidate, decideCandidate } from "../../domain/sourcing/candidate.ts";
import { candidateIdSchema } from "../../domain/sourcing/ids.ts";
import type { WritesOne } from "./one_database.ts";
import type { Candidates } from "./ports/products.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

type DecideDeps = WritesOne<{ readonly candidates: Candidates; readonly clock: () => Date }>;

export const decisionSchema = strictObject("decision", {
  status: z.enum(["ACCEPTED", "REJECTED"]),
  note: z.string().trim().max(1_000).nullable().default(null),
});

/** Of two concurrent decisions that differ one is refused. */
export async function decideOnCandidate(
  { candidates, clock }: DecideDeps,
  id: string,
  raw: unknown,
): Promise<Result<Candidate, InvalidInput | AlreadyDecided | Unknown<"unknown_candidate">>> {
  const parsed = parseAs(decisionSchema, raw, "decision");
  if (!parsed.ok) return parsed;
  const candidateId = candidateIdSchema.safeParse(id).data;
  const candidate = candidateId ? await candidates.find(candidateId) : null;
  if (candidate === null) return refused(unknownThing("candidate", id, "decide on the candidate"));
  const decided = decideCandidate(candidate, { ...parsed.value, at: clock() });
  if (!decided.ok) return decided;
  const now = await candidates.decide(decided.value);
  if (now === null) return refused(unknownThing("candidate", id, "decide on the candidate"));
  const confirmed = decideCandidate(now, { ...parsed.value, at: clock() });
  return confirmed.ok ? accepted(now) : confirmed;
}
