import type { InvalidInput } from "../../../domain/shared/parse.ts";
import type { Refusal, Result } from "../../../domain/shared/result.ts";
import type { RequestContext } from "../server/environment.ts";
import { readJson } from "../server/json_body.ts";
import { Problem } from "../server/problem.ts";
import { faultOf, problemFrom } from "../server/refusal.ts";

export const MAX_DRAFTS = 1_000;
/** Faults in the one sentence; `errors` has more. */
const MOST_NAMED = 5;

export interface Drafts {
  readonly list: readonly unknown[];
  readonly isList: boolean;
}

export async function readDrafts(c: RequestContext): Promise<Drafts> {
  const body = await readJson(c);
  const isList = Array.isArray(body);
  const list = isList ? body : [body];
  if (list.length === 0 || list.length > MAX_DRAFTS) {
    throw new Problem("invalid_input", `Cannot take ${list.length} items: expected 1 to ${MAX_DRAFTS}`);
  }
  return { list, isList };
}

/** Throws a `Problem` with faults at `[3].age` in a list, at `age` in a single object. */
export function draftsValue<T>(result: Result<T>, drafts: Drafts, thing: string): T {
  if (result.ok) return result.value;
  if (!isInvalidInput(result.refusal)) throw problemFrom(result.refusal);
  const errors = result.refusal.details.map((line) => {
    const { at, detail } = faultOf(line);
    const [index, ...path] = at.split(".");
    // Faults of no single field are reported at `3.user`.
    const field = path.join(".") === thing ? "" : path.join(".");
    return { at: drafts.isList ? [`[${index}]`, field].filter(Boolean).join(".") : field, detail };
  });
  const named = errors.slice(0, MOST_NAMED).map(({ at, detail }) => at === "" ? detail : `${at}: ${detail}`);
  const more = errors.length > named.length ? [`and ${errors.length - named.length} more`] : [];
  const message = `Cannot take the ${drafts.isList ? "list" : "object"}: ${[...named, ...more].join("; ")}`;
  throw new Problem("invalid_input", message, { errors });
}

function isInvalidInput(refusal: Refusal): refusal is InvalidInput {
  return refusal.code === "invalid_input";
}
