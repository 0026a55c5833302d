import "../cmd/tools/bench/main.ts";
