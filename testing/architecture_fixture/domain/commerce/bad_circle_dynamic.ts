export const third = async () => (await import("./bad_circle.ts")).first;
