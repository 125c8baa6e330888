// Package words is what the shop says, in its two languages: texts, digits, amounts and dates.
//
// A text lives where it is used: names of goods with the goods, everything else in the table
// of this package. Amounts are stored in rials. Persian speakers count in tomans, ten rials
// each, and write their own digits; whatever they type is read in either digits, since a form
// that refuses a Persian seven loses the customer who typed it.
package words
