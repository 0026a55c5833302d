import { COMMERCE_PROBLEMS } from "./commerce/problems.ts";
import { IDENTITY_PROBLEMS } from "./identity/problems.ts";
import { SERVER_PROBLEMS } from "./server/problems.ts";
import { SOURCING_PROBLEMS } from "./sourcing/problems.ts";
import { STORE_PROBLEMS } from "./store/problems.ts";
import { WEBHOOK_PROBLEMS } from "./webhooks/problems.ts";

export interface ProblemDescription {
  readonly status: number;
  readonly meaning: string;
  /** Of its example, besides those of every problem. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A code that is missing here is `internal`. */
export const PROBLEMS = {
  ...SERVER_PROBLEMS,
  ...COMMERCE_PROBLEMS,
  ...STORE_PROBLEMS,
  ...IDENTITY_PROBLEMS,
  ...SOURCING_PROBLEMS,
  ...WEBHOOK_PROBLEMS,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
