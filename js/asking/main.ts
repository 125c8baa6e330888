import { guard } from "../src/guard";
import { hostOf } from "../src/host";
import type { Late } from "../late/late";
import { askInTime } from "./asking";
import type { Plan } from "./plan";

guard((late: Late) => askInTime(late.surveys as Plan[], late))(hostOf<Late>());
