import { runProcess } from "../wiring/process/run_process.ts";
import { wireManuals } from "./wire_manuals.ts";
import { LOAD_COMMAND, readLoadArguments } from "./arguments.ts";
import { runEmbedAgain } from "./run_embed_again.ts";
import { runLoad } from "./run_load.ts";

await runProcess(LOAD_COMMAND, async (process, parsed) => {
  const args = readLoadArguments(parsed);
  if (args.action === "load") return await runLoad(args, () => wireManuals(process), process);
  return await runEmbedAgain(args, () => wireManuals(process), process);
});
