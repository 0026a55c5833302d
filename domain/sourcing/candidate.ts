import { accepted, type Refusal, refused, type Result } from "../shared/result.ts";
import type { BenchmarkId, CandidateId, ProductId } from "./ids.ts";

export const CANDIDATE_STATUSES = ["FOUND", "ACCEPTED", "REJECTED"] as const;
export type CandidateStatus = typeof CANDIDATE_STATUSES[number];

export interface Candidate {
  readonly id: CandidateId;
  readonly benchmarkProductId: BenchmarkId;
  readonly productId: ProductId;
  readonly space: string;
  /** Cosine similarity, at most 1. */
  readonly score: number;
  readonly rank: number;
  readonly status: CandidateStatus;
  readonly note: string | null;
  readonly foundAt: Date;
  readonly decidedAt: Date | null;
}

export interface AlreadyDecided extends Refusal {
  readonly code: "candidate_decided";
}

/** Decided on once; repeating the decision is accepted. */
export function decideCandidate(
  candidate: Candidate,
  decision: { readonly status: Exclude<CandidateStatus, "FOUND">; readonly note: string | null; readonly at: Date },
): Result<Candidate, AlreadyDecided> {
  switch (candidate.status) {
    case "FOUND":
      return accepted({ ...candidate, status: decision.status, note: decision.note, decidedAt: decision.at });
    case "ACCEPTED":
    case "REJECTED":
      if (candidate.status === decision.status) return accepted(candidate);
      return refused({
        code: "candidate_decided",
        message: `Cannot decide on the candidate: it is ${candidate.status} already`,
      });
    default:
      return candidate.status satisfies never;
  }
}
