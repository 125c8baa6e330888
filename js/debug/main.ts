import { guard } from "../src/guard";
import { hostOf } from "../src/host";
import type { Late } from "../late/late";
import { newPanel } from "./panel";

guard((late: Late) => {
  const panel = newPanel();
  let here = false;
  late.hear((event) => panel._told(event, here ? "waiting" : "told before this list was here"));
  here = true;
  late.log = { push: ([body, answer]) => panel._answered(body, answer) };
})(hostOf<Late>());
