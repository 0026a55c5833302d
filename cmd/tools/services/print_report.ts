interface Printing<R> {
  readonly json: boolean;
  readonly asText: (report: R) => string;
  readonly signal: AbortSignal;
  readonly interrupted: string;
}

/** Gives the exit status; a run that fails after the signal was interrupted. */
export async function printReport<R extends { readonly ok: boolean }>(
  running: Promise<R>,
  { json, asText, signal, interrupted }: Printing<R>,
): Promise<number> {
  try {
    const report = await running;
    console.log(json ? JSON.stringify(report, null, 2) : asText(report));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error(interrupted);
    return 1;
  }
}
