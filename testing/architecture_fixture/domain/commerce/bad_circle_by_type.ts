import type { third } from "./bad_circle_dynamic.ts";

export const second = (_: unknown): typeof third | null => null;
