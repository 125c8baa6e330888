package demo

import (
	"strconv"

	"github.com/safar-cx/safar/sdk/event"
)

// gateway is a page of the bank's, where shoppers come back from.
const gateway = "https://bpm.shaparak.ir/"

// verdict is what became of an attempt to pay.
type verdict struct {
	// share of the attempts, on ordinary days and while the gateway is broken.
	share, broken float64
	class         string
	codes         []string
	reason        string
	again         float64 // try once more
}

var verdicts = []verdict{
	{share: 0.885, broken: 0.12, class: "paid"},
	{share: 0.075, broken: 0.05, class: "declined", codes: []string{"insufficient_funds", "wrong_pin", "limit_exceeded"}, reason: event.ReasonPaymentDeclined, again: 0.62},
	{share: 0.015, broken: 0.40, class: "gateway", codes: []string{"timeout", "unavailable"}, reason: event.ReasonGatewayLost, again: 0.3},
	{share: 0.025, broken: 0.43, class: "lost", reason: event.ReasonGatewayLost},
}

// pay goes to the bank, some more than once.
func (v *visit) pay() string {
	for attempt := 1; ; attempt++ {
		id := v.id + "-pay" + strconv.Itoa(attempt)
		v.tell(event.NamePaymentRedirected, event.Params{"attempt_id": id, "currency": currency, "value": v.total() + v.cost})
		v.leave()
		broken := v.config.broken(v.now)
		v.look(50)
		result := pick(v.dice, verdicts, func(r verdict) float64 {
			if broken {
				return r.broken
			}
			return r.share
		})
		switch result.class {
		case "paid":
			v.order(id)
			return ""
		case "lost":
			v.who.suffer(2)
			return result.reason
		}
		v.page, v.since = v.checkoutPage("payment"), v.now
		v.page.Referrer = gateway
		v.say(event.NamePageView, nil)
		v.tell(event.NamePaymentReturned, event.Params{"attempt_id": id})
		v.tell(event.NamePaymentFailed, event.Params{"attempt_id": id, "class": result.class, "code": oneOf(v.dice, result.codes),
			"retryable": true, "reason": result.reason})
		v.who.suffer(0.8)
		v.look(18)
		if attempt == 3 || !v.chance(result.again) {
			return result.reason
		}
	}
}
