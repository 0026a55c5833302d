import type { Process } from "../../../wiring/process/run_process.ts";
import { type BenchFlags, readOptions } from "../read_options.ts";
import { resultAsText } from "../report.ts";
import { measureScale } from "./scale.ts";

export const SCALE_SUMMARY =
  "consumers 1, 3, 9 and shops of 10 k, 1 M, 5 M customers, with the curves as a picture (needs Postgres, Redis, Kafka)";

interface Flags extends BenchFlags {
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

export async function printScale(process: Process, { out, json, ...flags }: Flags): Promise<void> {
  const { svg, ...result } = await measureScale(process, readOptions(flags));
  if (out !== undefined) await Deno.writeTextFile(out, svg);
  console.log(json ? JSON.stringify(result, null, 2) : resultAsText(result));
}
