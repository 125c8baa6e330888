package history

import (
	"fmt"
	"maps"

	"github.com/safar-cx/safar/sdk/event"
)

// advertise reports advertisements: those that a page shows, and a network's own figures, which
// name their campaign in an address or in params.
func advertise(g *generator) {
	a, name := g.someone(), pick(g.rng, []string{"ad_impression", "ad_click"})
	if g.chance(40) {
		g.browser(a, name, nil)
		g.browser(a, "page_view", nil)
		return
	}
	p := event.Params{"count": g.whole(1, 7, 1000)}
	if g.chance(70) {
		for key, v := range g.priced("cost") {
			p[key] = v
		}
	}
	for _, told := range [][]string{{"source", "google", "instagram"}, {"medium", "cpc", "paid_social"}, {"campaign", "spring", "sale"}} {
		if g.chance(60) {
			p[told[0]] = told[1+g.rng.IntN(2)]
		}
	}
	if s := g.server(a, name, p); g.chance(40) {
		g.page(s)
	}
}

func survey(g *generator) {
	p := event.Params{"survey_id": g.name("S", 2), "kind": pick(g.rng, []string{"nps", "csat", "ces", "text"})}
	if g.chance(70) {
		p["response_id"] = g.name("r", 2)
	}
	switch p["kind"] {
	case "nps":
		p["score"] = g.whole(0, 6, 7, 8, 9, 10)
	case "csat":
		p["score"] = g.whole(1, 3, 4, 5)
	case "ces":
		p["score"] = g.whole(1, 4, 5, 7)
	}
	if g.chance(10) {
		delete(p, "score")
	}
	if g.chance(20) {
		p["text"] = pick(g.rng, []string{"quite", " "})
	}
	if g.chance(15) {
		p["stage"] = pick(g.rng, []string{"awareness", "evaluation", "purchase"})
	}
	g.either(g.someone(), "survey_answered", p)
}

func refer(g *generator) {
	p := event.Params{"referral_code": g.name("R", 2)}
	name := pick(g.rng, []string{"referral_shared", "referral_visited", "referral_visited"})
	if name == "referral_visited" && g.chance(20) {
		p = nil
	}
	g.either(g.someone(), name, p)
}

// message is a part of the life of a message. Nobody reports what was delivered of one campaign.
func message(g *generator) {
	n := 1 + g.rng.IntN(5)
	p := event.Params{"message_id": fmt.Sprintf("M%d", n)}
	if n > 1 {
		p["campaign"] = fmt.Sprintf("mail%d", n/2)
	}
	if g.chance(4) {
		p = nil // nobody knows which
	}
	names := []string{"message_sent", "message_sent", "message_opened", "message_clicked", "message_bounced"}
	if n > 3 {
		names = append(names, "message_delivered", "message_delivered")
	}
	a := g.someone()
	for range 1 + g.rng.IntN(3) {
		g.server(a, pick(g.rng, names), maps.Clone(p))
	}
}

func speak(g *generator) {
	switch a := g.someone(); g.rng.IntN(3) {
	case 0:
		g.either(a, "share", nil)
	case 1:
		p := event.Params{"rating": g.whole(1, 3, 5)}
		if g.chance(20) {
			p = event.Params{"text": "nice"}
		}
		g.either(a, "review_submitted", p)
	default:
		g.server(a, "mention", event.Params{"count": g.whole(1, 12)})
	}
}

// meet tells of a touchpoint that was seen, and perhaps clicked.
func meet(g *generator) {
	a := g.someone()
	for _, name := range []string{"impression", "click", "view_promotion", "select_promotion"}[:1+g.rng.IntN(4)] {
		g.either(a, name, nil).Event.Touchpoint = g.name("place", 2)
	}
}
