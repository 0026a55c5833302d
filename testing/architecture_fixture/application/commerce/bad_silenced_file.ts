// deno-lint-ignore-file
export const now = () => new Date();
