import { first } from "./bad_circle.ts";

export const beside = first;
