import { runProcess } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { syncSuppliers } from "./sync_suppliers.ts";

await runProcess({
  name: "sync-supplier",
  usage: "[--account ID|SUPPLIER/NAME] [--kinds items,orders,qna,categories] [--once [--everything] [--json]]",
  flags: {
    account: { type: "string" },
    kinds: { type: "string" },
    once: { type: "boolean" },
    everything: { type: "boolean" },
    json: { type: "boolean" },
  },
  longRunning: true,
}, async (process, { values: { once = false, everything = false, json = false, ...values } }) => {
  if (!once && (everything || json)) {
    throw new WrongSettings(["--everything and --json go with --once: a single reading"]);
  }
  return await syncSuppliers(process, { ...values, once, everything, json });
});
