import type { ColumnShape } from "./sql/catalog.ts";

/** As it is, or through a cast that loses nothing; `naive`: a time without a zone becomes one with, of a zone to be said. */
type Fit =
  | { readonly fits: true; readonly cast: string | null; readonly naive: boolean }
  | { readonly fits: false };

const NAIVE = "timestamp without time zone";
const ZONED = "timestamp with time zone";

/** The types that every value of a type fits into. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  smallint: ["integer", "bigint", "numeric"],
  integer: ["bigint", "numeric"],
  bigint: ["numeric"],
  real: ["double precision"],
  "character varying": ["text"],
  text: ["character varying"],
  character: ["text"],
  [NAIVE]: [ZONED],
  json: ["jsonb"],
};

/** "character varying(50)" is the type "character varying" with the modifier "50"; so is "timestamp(3) with time zone". */
export function parseType(type: string): { readonly name: string; readonly modifier: string | null } {
  const found = /^([^(]*?)\(([^)]*)\)(.*)$/.exec(type);
  return found ? { name: found[1]! + found[3]!, modifier: found[2]! } : { name: type, modifier: null };
}

export function fitColumn(from: ColumnShape, to: ColumnShape): Fit {
  const fit = (cast: string | null, naive = false): Fit => ({ fits: true, cast, naive });
  if (from.type === to.type && from.isEnum === to.isEnum && !to.isEnum) return fit(null);
  // An enum travels as its label; one that the new type does not know is refused when it is stored.
  if (to.isEnum) return from.isEnum || isText(from.type) ? fit("text") : { fits: false };
  const source = parseType(from.type);
  const target = parseType(to.type);
  if (from.isEnum) return isText(to.type) && target.modifier === null ? fit("text") : { fits: false };
  const roomier = target.modifier === null || (/^\d+$/.test(target.modifier) && /^\d+$/.test(source.modifier ?? "") &&
    Number(target.modifier) >= Number(source.modifier));
  if (source.name === target.name) return roomier ? fit(null) : { fits: false };
  const widens = WIDER[source.name]?.includes(target.name) ?? false;
  // "numeric(5)" would round what is longer; of lengths only the one of texts says something about the other type.
  const holds = target.modifier === null || (roomier && target.name === "character varying");
  return widens && holds ? fit(to.type, isNaive(from.type)) : { fits: false };
}

export function isNaive(type: string): boolean {
  return parseType(type).name === NAIVE;
}

export function isZoned(type: string): boolean {
  return parseType(type).name === ZONED;
}

function isText(type: string): boolean {
  return ["text", "character varying"].includes(parseType(type).name);
}
