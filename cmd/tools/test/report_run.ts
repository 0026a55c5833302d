import { closingLine, overview, succeeded, type Tally } from "./tally.ts";
import { untilSignal } from "../../wiring/process/until_signal.ts";

/** The sum is the last line. Exit status: 0 if all passed, 1 if any failed or none ran, 128 and more after a signal. */
export async function reportRun(
  run: (signal: AbortSignal, done: (tally: Tally) => void) => Promise<void>,
): Promise<number> {
  const tallies: Tally[] = [];
  const status = await untilSignal(async (signal) => {
    try {
      await run(signal, (tally) => tallies.push(tally));
    } catch (error) {
      if (signal.aborted) return 1;
      console.error(error);
      tallies.push({ title: "the run itself", passed: 0, failed: 1, seconds: 0 });
    }
    return succeeded(tallies) ? 0 : 1;
  });
  if (tallies.every(({ passed, failed }) => passed + failed === 0)) console.error("\nno test ran: none matches");
  console.log(`\n${overview(tallies)}\n`);
  console.log(closingLine(tallies));
  return status;
}
