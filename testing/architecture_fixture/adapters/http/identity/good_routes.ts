import "../server/good_server.ts";
export {};
