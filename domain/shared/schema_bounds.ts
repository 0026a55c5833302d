import type { z } from "zod";

export type Unit = "number" | "characters" | "items" | "fields";

interface Bound {
  readonly value: number;
  readonly inclusive: boolean;
}

export interface Bounds {
  readonly unit: Unit;
  readonly least: Bound | null;
  readonly most: Bound | null;
  /** Whether what was measured is not what the caller sent, but what a schema made of it. */
  readonly isChanged: boolean;
  readonly isTrimmed: boolean;
}

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;
interface Place {
  readonly schema: Schema;
  readonly isChanged: boolean;
}
/** Zod's definitions differ by type: of one that lacks a member nothing is found. */
interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly out?: Schema;
  readonly getter?: () => Schema;
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly left?: Schema;
  readonly right?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly checks?: readonly z.core.$ZodCheck<never>[];
  readonly error?: (issue: z.core.$ZodIssue) => unknown;
}
interface Check {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly format?: string;
}

const UNITS: Readonly<Record<string, Unit>> = { string: "characters", array: "items", set: "items", object: "fields" };

/** Both bounds of the schema at the path whose bound the value is beyond; the issue's own alone where there is none. */
export function boundsAt(root: Schema, path: readonly PropertyKey[], issue: Issue): Bounds {
  const unit = UNITS[issue.origin] ?? "number";
  const own = boundOf(issue);
  for (const { schema, isChanged } of placesAt(root, path)) {
    const bounds = { unit, isChanged, ...read(schema) };
    const same = issue.code === "too_big" ? bounds.most : bounds.least;
    if (same?.value === own.value) return bounds;
  }
  const [least, most] = issue.code === "too_big" ? [null, own] : [own, null];
  return { unit, least, most, isChanged: false, isTrimmed: false };
}

/** Zod passes on what one member of a union says of a format, and not the union's own error. */
export function unionErrorAt(root: Schema, path: readonly PropertyKey[], issue: z.core.$ZodIssue): string | null {
  for (const { schema } of placesAt(root, path)) {
    const { type, error } = definitionOf(schema);
    const words = type === "union" ? error?.(issue) : undefined;
    if (typeof words === "string") return words;
  }
  return null;
}

function boundOf(issue: Issue): Bound {
  const value = Number(issue.code === "too_big" ? issue.maximum : issue.minimum);
  return { value, inclusive: issue.inclusive ?? true };
}

function placesAt(root: Schema, path: readonly PropertyKey[]): Place[] {
  let places = unwrapped({ schema: root, isChanged: false });
  for (const key of path) {
    places = places.flatMap(({ schema, isChanged }) =>
      childrenOf(schema, key).flatMap((child) => unwrapped({ schema: child, isChanged }))
    );
  }
  return places;
}

function childrenOf(schema: Schema, key: PropertyKey): Schema[] {
  const { type, shape, element, items, keyType, valueType } = definitionOf(schema);
  if (type === "object") return Object.hasOwn(shape!, key) ? [shape![key as string]!] : [];
  if (type === "array") return [element!];
  if (type === "tuple") return items![Number(key)] ? [items![Number(key)]!] : [];
  return type === "record" ? [keyType!, valueType!] : [];
}

/** Every schema that the value at this place may be measured by. */
function unwrapped({ schema, isChanged }: Place): Place[] {
  const { innerType, getter, options, left, right, ...pipe } = definitionOf(schema);
  const inner = [innerType, getter?.(), ...(options ?? []), left, right].filter((inner) => inner !== undefined);
  const before = pipe.in ? unwrapped({ schema: pipe.in, isChanged }) : [];
  const after = pipe.out ? unwrapped({ schema: pipe.out, isChanged: true }) : [];
  return [
    { schema, isChanged },
    ...inner.flatMap((schema) => unwrapped({ schema, isChanged })),
    ...before,
    ...after,
  ];
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition;
}

function read(schema: Schema): Pick<Bounds, "least" | "most" | "isTrimmed"> {
  const own = definitionOf(schema);
  const checks = [own as unknown as Check, ...(own.checks ?? []).map(({ _zod }) => _zod.def as unknown as Check)];
  let [least, most]: (Bound | null)[] = [null, null];
  for (const { check, value, inclusive = true, minimum, maximum, length, format } of checks) {
    if (check === "number_format" && format === "int32") {
      [least, most] = [{ value: -2_147_483_648, inclusive }, { value: 2_147_483_647, inclusive }];
    }
    if (check === "greater_than") least = { value: value!, inclusive };
    if (check === "less_than") most = { value: value!, inclusive };
    if (minimum !== undefined) least = { value: minimum, inclusive: true };
    if (maximum !== undefined) most = { value: maximum, inclusive: true };
    if (check === "length_equals") least = most = { value: length!, inclusive: true };
  }
  return { least: least!, most: most!, isTrimmed: checks.some(({ check }) => check === "overwrite") };
}
