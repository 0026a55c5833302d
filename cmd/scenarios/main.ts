import { numberFlag } from "../wiring/config/flags.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { listAsText, measuredAsText } from "./print_scenarios.ts";
import { listAll, measureAll } from "./read_scenarios.ts";
import { SCENARIOS_COMMAND } from "./arguments.ts";

await runProcess(SCENARIOS_COMMAND, ({ signal }, { values: { measure, year, seed, json } }) => {
  const now = new Date();
  if (!measure) {
    const all = listAll(now);
    console.log(json ? JSON.stringify(all, null, 2) : listAsText(all));
    return Promise.resolve(0);
  }
  const measured = measureAll({
    year: numberFlag("year", year, { from: 2020, to: 2035, whole: true }, now.getFullYear()),
    seed: seed ?? "a",
    signal,
  });
  console.log(json ? JSON.stringify(measured, null, 2) : measuredAsText(measured));
  return Promise.resolve(measured.every(({ holds }) => holds) ? 0 : 1);
});
