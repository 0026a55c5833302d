import type { SoakReport } from "./run_soak.ts";
export function drawCurve(_report: SoakReport): string {
  return "";
}
