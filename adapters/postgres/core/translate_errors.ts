export { mapPostgresErrors as translating } from "./map_errors.ts";
