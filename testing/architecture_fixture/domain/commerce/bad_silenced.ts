// deno-lint-ignore purity/impure
export const now = () => new Date();
