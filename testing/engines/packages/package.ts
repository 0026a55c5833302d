import type { Missing } from "./missing.ts";

/** Something to fetch before an engine can run. */
export interface Package {
  readonly title: string;
  /** Packages through the same door are fetched one after the other: they share locks and caches. */
  readonly through: "apt" | "maven" | "pip" | "go";
  installed(): boolean;
  /** What the machine lacks to fetch it, where it still has to be, and to run it. */
  missing(): Promise<Missing[]>;
  install(): Promise<void>;
}
