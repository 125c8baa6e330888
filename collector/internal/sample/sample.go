// Package sample holds a small real data set, so that a newcomer sees true numbers at once:
// order lines of a British online shop. Source, licence and what was changed stand in
// ATTRIBUTION.md beside it.
package sample

import _ "embed"

// Orders are the order lines: gzip-compressed CSV.
//
//go:embed online_retail.csv.gz
var Orders []byte

// Mapping says how Orders become purchases; see the transfer package.
//
//go:embed online_retail.json
var Mapping []byte

// Attribution has to be shown wherever the data is.
const Attribution = "Chen, D. (2015). Online Retail. UCI Machine Learning Repository, " +
	"https://doi.org/10.24432/C5BW33, CC BY 4.0; 297 of its customers."

// The shop's zone and currency, and a range that has an equally long one before it in the
// data, which reaches from 2010-12-01 to 2011-12-09.
const (
	Timezone = "Europe/London"
	Currency = "GBP"
	From     = "2011-06-01"
	To       = "2011-11-30"
)
