import type { Refusal } from "../../domain/shared/result.ts";

type UnknownCode<T extends string> = T extends `${infer A} ${infer B}` ? `unknown_${A}_${B}` : `unknown_${T}`;

export interface Unknown<C extends `unknown_${string}`> extends Refusal {
  readonly code: C;
  readonly id: string;
}

/** Ids from outside may be longer than any of ours. */
const LONGEST_SHOWN = 100;

/** @param act as in "change the user" */
export function unknownThing<T extends string>(thing: T, id: string, act: string): Unknown<UnknownCode<T>> {
  const code = `unknown_${thing.replace(" ", "_")}` as UnknownCode<T>;
  return { code, message: `Cannot ${act}: there is no ${thing} ${id.slice(0, LONGEST_SHOWN)}`, id };
}
