export const begin = () => performance.now();
