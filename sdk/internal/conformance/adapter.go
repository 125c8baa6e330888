package conformance

import (
	"net/http"

	"github.com/safar-cx/safar/sdk"
)

// Adapter is a framework with its adapter.
type Adapter struct {
	// Route is how the framework writes the pattern of "/checkout/{step}".
	Route string
	// ReturnsErrors says that handlers return errors, which the framework answers with 500.
	ReturnsErrors bool
	// EndsWithHints says that the framework itself takes a status of 100 to 199 for the answer.
	EndsWithHints bool
	// KeepsStatus says that the framework sends a status only with what follows it, so that it
	// can still be changed.
	KeepsStatus bool
	// Mount makes a shop of the framework with the adapter for client. It answers GET and HEAD
	// of "/checkout/{step}" by handle and everything else with 404.
	Mount func(client *sdk.Client, handle Handler) http.Handler
}

// Handler is what a handler of the framework does.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Answered is the event that stands for every answer of a checkout, with its status and route.
const Answered = "answered"

// rules report every answer of the checkout.
func rules() []sdk.Rule {
	var rules []sdk.Rule
	for class := 1; class <= 5; class++ {
		rules = append(rules, sdk.Rule{Route: "checkout", Status: class, Event: Answered})
	}
	return rules
}
