import { scenarioNamed, SCENARIOS } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { commaList, WrongSettings } from "./settings.ts";

/** The names given with `--scenario NAME[,NAME]`; none when it was left out. Throws `WrongSettings` naming those there are. */
export function scenarioFlag(text: string | undefined): string[] {
  const names = commaList(text ?? "");
  const unknown = names.filter((name) => !scenarioNamed(name));
  if (unknown.length === 0) return names;
  const known = SCENARIOS.map(({ name }) => name).join(", ");
  throw new WrongSettings(unknown.map((name) => `--scenario is "${name}": expected some of ${known}`));
}
