// Package scrub takes e-mail addresses, phone numbers, payment card numbers and Iranian
// national ids out of texts and leaves a short mark, such as [email], in their place.
//
// It is pure, and quick where there is nothing to find: a text without an @ and with fewer
// than ten digits costs one pass over its bytes and no memory.
//
// # What is told from what
//
// Numbers are everywhere in a shop, so a rule has to know what else looks like the number it
// is after. Each asks for more than digits: a phone number for its country's own beginning and
// length, a card for Luhn's check digit and a range that issuers use, a national id for its
// check digit and a city. Digits may be Latin, Persian or Arabic, in groups, with the
// separators that people write. A number that hangs on a letter (SKU0912..., a UUID, an IBAN),
// is followed by a currency, continues after a comma as an amount does, or is named as an ISBN,
// is none of them.
//
// One thing in ten that passes no other test passes a check digit. Where a text is likely to be
// a code (a segment of a path, a param of a shop's own) that would cost too many codes, so
// Code asks for more than Words does; see Code.
//
// What it does not find: names, postal addresses, an address spelt out ("ali at example dot
// com"), national numbers of countries that are not listed in phone.go when they are written
// without their country.
package scrub
