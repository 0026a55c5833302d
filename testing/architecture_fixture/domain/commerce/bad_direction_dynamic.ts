export const load = () => import("../../cmd/api/main.ts");
