import { numberFlag } from "../wiring/config/flags.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { listAsText, measuredAsText, realismAsText } from "./print_scenarios.ts";
import { listAll, measureAll, measureShop } from "./read_scenarios.ts";
import { SCENARIOS_COMMAND } from "./arguments.ts";

await runProcess(SCENARIOS_COMMAND, ({ signal }, { values: { measure, realism, year, seed = "a", json } }) => {
  const now = new Date();
  const print = (value: unknown, asText: () => string) => console.log(json ? JSON.stringify(value, null, 2) : asText());
  if (!measure && !realism) {
    const all = listAll(now);
    print(all, () => listAsText(all));
    return Promise.resolve(0);
  }
  const options = {
    year: numberFlag("year", year, { from: 2020, to: 2035, whole: true }, now.getFullYear()),
    seed,
    signal,
  };
  const finish = <M extends { readonly holds: boolean }>(
    measured: readonly M[],
    asText: (all: readonly M[]) => string,
  ) => {
    print(measured, () => asText(measured));
    return Promise.resolve(measured.every(({ holds }) => holds) ? 0 : 1);
  };
  return realism ? finish(measureShop(options), realismAsText) : finish(measureAll(options), measuredAsText);
});
