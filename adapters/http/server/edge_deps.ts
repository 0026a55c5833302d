import type { ApiKeys } from "../../../application/shared/api_keys.ts";
import type { IdempotentAnswers } from "../../../application/shared/idempotent_answers.ts";
import type { Random } from "../../../domain/shared/random.ts";
import type { Log } from "./log.ts";

type Answer = (request: Request) => Response | Promise<Response>;

export interface EdgeDeps {
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly random: Random;
  readonly log: Log;
  readonly asyncapi: object;
  /** Keys besides those of the settings. */
  readonly apiKeys?: Pick<ApiKeys, "find">;
  /** Without it, `Idempotency-Key` is refused. */
  readonly answers?: IdempotentAnswers;
  readonly health: { readonly live: Answer; readonly ready: Answer; readonly metrics: Answer };
}
