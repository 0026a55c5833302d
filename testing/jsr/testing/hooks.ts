import { addHook } from "./registry.ts";
import type { Hook } from "./suite.ts";

/** Runs once before the first case of the suite. */
export function beforeAll<T>(fn: Hook<T>): void {
  addHook("beforeAll", fn as Hook);
}

/** Runs once after the last case of the suite, failed ones included. */
export function afterAll<T>(fn: Hook<T>): void {
  addHook("afterAll", fn as Hook);
}

/** Runs before each case of the suite and of the suites within it. */
export function beforeEach<T>(fn: Hook<T>): void {
  addHook("beforeEach", fn as Hook);
}

/** Runs after each case of the suite and of the suites within it, failed ones included. */
export function afterEach<T>(fn: Hook<T>): void {
  addHook("afterEach", fn as Hook);
}

export { afterAll as after, beforeAll as before };
