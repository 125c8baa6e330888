import { hostOf } from "../src/host";
import { guard } from "../src/guard";
import type { Late } from "../late/late";

guard((late: Late) => {
  late.hear(() => {});
})(hostOf<Late>());
