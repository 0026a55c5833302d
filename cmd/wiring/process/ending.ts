import { CommandFailed, DataRefused, Outage, reasonOf } from "../../../application/shared/fault.ts";
import { WrongSettings } from "../config/settings.ts";

export type Ending =
  | { readonly kind: "wrong_usage"; readonly problems: readonly string[] }
  | { readonly kind: "interrupted" }
  /** An engine or a service failed, or the input is at fault: its words are enough. */
  | { readonly kind: "failed"; readonly reason: string; readonly cause: unknown }
  /** A fault of the program: whoever mends it needs the stack. */
  | { readonly kind: "fault"; readonly reason: string; readonly cause: unknown };

export function endingOf(error: unknown, signal: AbortSignal): Ending {
  const first = firstOf(error);
  if (first instanceof WrongSettings) return { kind: "wrong_usage", problems: first.problems };
  if (signal.aborted && isAbort(first, signal)) return { kind: "interrupted" };
  return { kind: isExpected(first) ? "failed" : "fault", reason: reasonOf(first), cause: first };
}

/** What failed first, if closing failed too. */
export function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  if (error === signal.reason) return true;
  if (!(error instanceof Error)) return false;
  return error.name === "AbortError" || (error.cause !== undefined && isAbort(error.cause, signal));
}

function isExpected(error: unknown): boolean {
  if (error instanceof Outage || error instanceof DataRefused || error instanceof CommandFailed) return true;
  if (Object.values(Deno.errors).some((kind) => error instanceof kind)) return true;
  return error instanceof Error && error.cause !== undefined && isExpected(error.cause);
}
