import { createProgress } from "../../adapters/system/progress.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { productMaking } from "../wiring/product_making.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { count } from "../wiring/process/table.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

const PAUSE_MS = 1_000;

await runProcess({
  name: "make-products",
  usage: "[--once [--json]]",
  flags: { once: { type: "boolean" }, json: { type: "boolean" } },
  longRunning: true,
}, async (process, { values: { once, json } }) => {
  if (json && !once) throw new WrongSettings(["--json goes with --once: a report of a single run"]);
  const make = await productMaking(process, await openSourcing(process, "make-products"));
  if (!once) {
    const onError = (error: unknown) => process.log.warn({ reason: reasonOf(error) }, "cannot make products yet");
    return await repeat(make, PAUSE_MS, process.signal, onError);
  }
  const progress = createProgress({ unit: "done" });
  const made = await make((stage, done) => progress.show(stage, done, null));
  progress.end();
  if (json) console.log(JSON.stringify(made));
  else {console.log(
      `${count(made.carried)} items carried, ${count(made.parked)} parked, ${count(made.embedded)} embedded.`,
    );}
  return made.parked > 0 ? 1 : 0;
});
