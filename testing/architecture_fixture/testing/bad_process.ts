import "../cmd/api/main.ts";
