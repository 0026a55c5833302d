import type { Missing } from "./missing.ts";

export interface Package {
  readonly title: string;
  /** Packages of one installer are fetched one after the other: they share locks and caches. */
  readonly through: "apt" | "maven" | "pip" | "go";
  installed(): boolean;
  /** What the machine lacks to fetch it (if not fetched yet) and to run it. */
  missing(): Promise<Missing[]>;
  install(): Promise<void>;
}
