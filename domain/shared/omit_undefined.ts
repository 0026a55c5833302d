/** The fields of `T` that were given; none is there with the value `undefined`. */
export type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Drops the fields whose value is `undefined`: "leave it as it is" and "not mentioned" are the same thing. */
export function omitUndefined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** Whether at least one field has a value. */
export function isAnyGiven(fields: object): boolean {
  return Object.values(fields).some((value) => value !== undefined);
}
