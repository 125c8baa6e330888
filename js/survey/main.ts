import { hostOf } from "../src/host";
import { guard } from "../src/guard";
import type { Late } from "../late/late";
import { ask } from "./survey";

guard((late: Late) => {
  late.commands.survey = (survey: SafarSurvey) => ask(Object(survey), late);
  late.asked.forEach(guard((survey) => ask(Object(survey), late)));
})(hostOf<Late>());
