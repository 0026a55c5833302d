import {
  type ConfidenceConfiguration,
  parseConfidenceParameters,
} from "../../../domain/identity/confidence/configuration.ts";
import { SURVEYED } from "../../../domain/identity/confidence/surveyed.ts";
import { WrongSettings } from "../config/settings.ts";

/** `null` for the built-in parameters. Throws `WrongSettings` naming `setting`, which named the file. */
export function readConfidenceParameters(
  path: string | null,
  setting = "CONFIDENCE_PARAMETERS_FILE",
): ConfidenceConfiguration {
  const parsed = parseConfidenceParameters(path === null ? SURVEYED : readJson(path, setting));
  if (parsed.ok) return parsed.value;
  throw new WrongSettings(parsed.refusal.details.map((detail) => `${setting} ${path ?? ""}: ${detail}`));
}

function readJson(path: string, setting: string): unknown {
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is no JSON: " : "";
    throw new WrongSettings([`${setting} ${path} can't be read: ${reason}${(error as Error).message}`]);
  }
}
