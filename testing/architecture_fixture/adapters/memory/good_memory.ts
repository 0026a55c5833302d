import "../system/good_clock.ts";
import "npm:p-retry@9.0.0";
