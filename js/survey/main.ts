import { hostOf } from "../src/host";
import { guard, later } from "../src/guard";
import type { Late } from "../late/late";
import { ask } from "./survey";

guard((late: Late) => {
  late.commands.survey = (survey: SafarSurvey) => ask(Object(survey), late);
  // In a task of its own: to lay the prompt out takes the browser longer than to run this file.
  late.asked.forEach((survey) => later(() => ask(Object(survey), late), 0));
})(hostOf<Late>());
