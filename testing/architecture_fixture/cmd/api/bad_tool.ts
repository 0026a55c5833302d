import "../tools/bench/main.ts";
