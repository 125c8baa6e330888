import type { Late } from "../late/late";
import { guard } from "../src/guard";
import { hostOf } from "../src/host";
import { newEnhanced } from "./enhanced";
import { newOnce } from "./once";
import { pixel } from "./pixel";

guard((late: Late) => {
  const enhanced = newEnhanced();
  const once = newOnce(late);
  const take = guard((entry: any) => (pixel(entry) || enhanced(entry)).forEach(once));
  const kept = late.shapes as unknown[];
  late.shapes = { push: take };
  kept.forEach(take);
})(hostOf<Late>());
