package rules

import "slices"

// rule is one rule of the metric definitions with the change that breaks it.
type rule struct {
	name string // a few words
	says string // the definition, in our words
	// script is the journey script that shows it, without its ending.
	script string
	// file is the product's, below the repository; old stands in it exactly once and is
	// replaced by new.
	file, old, new string
	// disk says that the rule is the database's: the script is played into a file.
	disk bool
}

// The folders of the rules.
const (
	journeyDir = "collector/internal/journey/"
	enrichDir  = "collector/internal/enrich/"
	ingestDir  = "collector/internal/ingest/"
	metricDir  = "collector/internal/metric/"
	sqliteDir  = "collector/internal/store/sqlite/"
	eventDir   = "sdk/event/"
)

// rules are all of them, in the order of the definitions.
func rules() []rule {
	return slices.Concat(
		complaintRules(), groundRules(), personRules(), sessionRules(), creditRules(), channelRules(), engagementRules(),
		cartRules(), orderRules(), refundRules(), moneyRules(), answerRules(), frictionRules(),
		catalogueRules(), groupRules(), findingRules(), paymentRules(), messageRules(), worthRules(), dimensionRules(),
		productRules(), funnelRules(), customerRules(),
	)
}
