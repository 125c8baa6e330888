// The thresholds of the tag. They stand in a file of their own because the build puts a
// constant of another file in its place, which saves the page their names.

/** Milliseconds without input after which nobody is taken to be there. */
export const IDLE = 30_000;

/** Seconds that the visitor's cookie lives: 13 months. */
export const MONTHS_13 = 395 * 86400;

/** Events that wait for an answer; somebody who did so much without one will not give it. */
export const MOST_HELD = 50;
/** Events that wait for a listener, who may never come. */
export const MOST_HEARD = 50;

/** How often a file is asked for that does not come, and milliseconds after which it may be again. */
export const TRIES = 3;
export const PAUSE = 5000;

/** Milliseconds that events wait for company. */
export const BATCH = 1000;
/** Milliseconds after which an unanswered request counts as lost. */
export const PATIENCE = 15_000;
/** Milliseconds that double with each failure, and the most of them: a wait takes up to twice as long, by chance. */
export const BACK_OFF = 500;
export const BACK_OFF_MOST = 150_000;
/**
 * Bytes of a body. Browsers share 64 KiB among all requests that may outlive their page, those
 * of other scripts included.
 */
export const BODY = 40_000;
/** Bytes of ours in requests that outlive their page; the rest is for the shop's own. */
export const KEPT = 60_000;
/** Bytes that may wait; urgent events may use a quarter more. */
export const QUEUE = 200_000;
