import type { Process } from "../../../wiring/process/run_process.ts";
import { type BenchFlags, readOptions } from "../read_options.ts";
import { resultAsText } from "../report.ts";
import { measureScale } from "./scale.ts";

interface Flags extends BenchFlags {
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

export async function printScale(process: Process, { out, json, ...flags }: Flags): Promise<void> {
  const { svg, ...result } = await measureScale(process, readOptions(flags));
  if (out !== undefined) await Deno.writeTextFile(out, svg);
  console.log(json ? JSON.stringify(result, null, 2) : resultAsText(result));
}
