// Package survey is the page behind a link to a survey, which a shop sends by e-mail or text
// message: it opens links, shows the question, and makes an event of the answer.
//
// A link is signed with the shop's server key, and collector/docs/survey-links.md says how;
// sdk/testdata/survey-links.json is the same in examples, which this package and the SDK are
// both held to. Nothing of a link is believed before its signature fits, and of one that does
// not fit nothing is told: an unknown key and a wrong signature look the same.
//
// The page is plain HTML with a form. It works without JavaScript, in mail programs' own
// browsers and on old phones, right to left where that is the language, and with a policy
// that allows nothing but its one style. Its words are those of the prompt in js/survey, and a
// test holds them together.
//
// An answer is an event that counts as sent with the key which signed the link. Its response is
// the link's, so whoever answers again changes the answer and adds none. Nothing of the
// browser is part of it: who opens a letter is no visit to the shop.
package survey
