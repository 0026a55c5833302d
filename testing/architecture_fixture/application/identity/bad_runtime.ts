export const file: Deno.FsFile | undefined = undefined;
