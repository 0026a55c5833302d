import { type ConnectionRefusal, isTransient } from "../../../adapters/system/connection_refusal.ts";
import { WrongSettings } from "../config/settings.ts";
import { type EngineSettings, explainRefusal } from "./remedies.ts";

/** Throws `WrongSettings` with cause and remedy for a refusal that waiting does not change; start-up waits for the others. */
export function requireReachable(refusal: ConnectionRefusal | null, settings: EngineSettings): void {
  if (refusal === null || isTransient(refusal)) return;
  const { cause, remedy } = explainRefusal(refusal, settings);
  throw new WrongSettings([`${cause}; ${remedy}`]);
}
