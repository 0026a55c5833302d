import type { Random } from "../../../domain/shared/random.ts";
import type { Log } from "./log.ts";

type Answer = (request: Request) => Response | Promise<Response>;

/** What the edge itself needs, and lends to every context's routes. */
export interface EdgeDeps {
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly random: Random;
  readonly log: Log;
  /** The AsyncAPI document of the message schemas. */
  readonly asyncapi: object;
  /** What every long-running process answers its supervisor. */
  readonly health: { readonly live: Answer; readonly ready: Answer; readonly metrics: Answer };
}
