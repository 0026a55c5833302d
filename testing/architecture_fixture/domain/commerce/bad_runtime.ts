const { env } = Deno;
export const home = env.get("HOME");
