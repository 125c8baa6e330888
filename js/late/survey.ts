import type { Late } from "./late";

/** The survey's file and what its content has to be; set by the build. */
declare const SURVEY_FILE: string;
declare const SURVEY_INTEGRITY: string;

/**
 * Lets the page ask the visitor a question. What draws it is a file of its own, fetched when
 * the first question is due, which then takes over the command.
 */
export function offerSurveys(late: Late): void {
  late.commands.survey = (survey: SafarSurvey) => {
    if (late.consent() === "none") {
      return;
    }
    if (late.asked.push(survey) === 1) {
      late.load(SURVEY_FILE, SURVEY_INTEGRITY);
    }
  };
}
