import { runProcess } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { ACTIONS } from "./actions.ts";
import { ADMIN_COMMAND } from "./arguments.ts";
import { openAdmin } from "./admin.ts";

await runProcess(ADMIN_COMMAND, async (process, { values, positionals: [name = "", ...rest] }) => {
  const action = ACTIONS.get(name);
  if (!action || rest.length > 0) {
    throw new WrongSettings([
      `"${[name, ...rest].join(" ")}" is no action: expected ${[...ACTIONS.keys()].join(", ")}`,
    ]);
  }
  const { json, text } = await action(await openAdmin(process), values);
  console.log(values.json ? JSON.stringify(json) : text);
});
