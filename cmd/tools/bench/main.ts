import { runProcess } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { suggestion } from "../../wiring/process/suggest.ts";
import { BENCH_COMMAND } from "./arguments.ts";
import type { BenchResult } from "./bench.ts";
import { BENCHES, OWN_REPORT } from "./benches.ts";
import { readOptions } from "./read_options.ts";
import { resultAsText } from "./report.ts";
import { READER, readWhenTold } from "./stampede.ts";

await runProcess(BENCH_COMMAND, async (process, { values, positionals: [name = "", ...more] }) => {
  if (name === READER) return await readWhenTold(process, more[0]);
  if (more.length === 0) {
    const own = Object.entries(OWN_REPORT).find(([known]) => known === name)?.[1];
    if (own) return await own(process, values);
    const bench = Object.entries(BENCHES).find(([known]) => known === name)?.[1];
    if (bench) {
      const result = await bench.run(process, readOptions(values));
      return console.log(values.json ? JSON.stringify(result, null, 2) : resultAsText(result));
    }
    if (name === "all") {
      const results: BenchResult[] = [];
      for (const bench of Object.values(BENCHES)) results.push(await bench.run(process, readOptions(values)));
      return console.log(values.json ? JSON.stringify(results, null, 2) : results.map(resultAsText).join("\n\n"));
    }
  }
  const names = Object.keys(BENCH_COMMAND.words);
  const problem = `"${[name, ...more].join(" ")}" is no bench${suggestion(name, names)}`;
  throw new WrongSettings([`${problem}: expected one of ${names.join(", ")}`]);
});
