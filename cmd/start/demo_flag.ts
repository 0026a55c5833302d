import { WrongSettings } from "../wiring/config/settings.ts";

/** They say how much is invented, and of what. */
const SIMULATED = ["rate", "scenario", "visits", "calendar-pace"] as const;

/** Throws `WrongSettings` for a flag of the simulation beside `--demo off`. */
export function demoFlag(values: Readonly<Record<string, unknown>>): boolean {
  const { demo = "on" } = values;
  if (demo !== "on" && demo !== "off") throw new WrongSettings([`--demo is "${demo}": expected on or off`]);
  if (demo === "on") return true;
  const given = SIMULATED.filter((flag) => values[flag] !== undefined && values[flag] !== "0");
  if (given.length === 0) return false;
  throw new WrongSettings(
    given.map((flag) => `--${flag} simulates, and --demo off invents nothing: leave one of them out`),
  );
}
