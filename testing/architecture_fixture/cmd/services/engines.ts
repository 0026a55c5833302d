export const engines = 1;
