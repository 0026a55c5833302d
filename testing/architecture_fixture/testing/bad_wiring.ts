import "../cmd/wiring/good_wiring.ts";
