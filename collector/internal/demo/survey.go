package demo

import (
	"math"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// The shop's surveys, by the touchpoint that they stand at.
const (
	thankYou    = "thank-you"
	exitPrompt  = "exit-prompt"
	supportChat = "support-chat"
)

// askNPS asks on the thank-you page whether they would recommend the shop.
func (v *visit) askNPS() {
	answer := event.Params{"survey_id": "nps", "response_id": v.id + "-nps", "kind": event.SurveyNPS}
	v.sayAt(thankYou, event.NameSurveyShown, event.Params{"survey_id": "nps", "kind": event.SurveyNPS})
	v.look(7)
	if !v.chance(0.42) {
		if v.chance(0.4) {
			v.sayAt(thankYou, event.NameSurveyDismissed, event.Params{"survey_id": "nps", "kind": event.SurveyNPS})
		}
		return
	}
	score := min(10, max(0, int(math.Round(v.who.mood+0.9*v.NormFloat64()))))
	answer["score"] = score
	if v.chance(0.35) {
		words := v.who.language.praise
		if score < 7 {
			words = v.who.language.complaint
		}
		answer["text"] = oneOf(v.dice, words)
	}
	v.sayAt(thankYou, event.NameSurveyAnswered, answer)
	if v.chance(0.3) {
		v.look(5)
		v.sayAt(thankYou, event.NameSurveyAnswered, event.Params{"survey_id": "ces", "response_id": v.id + "-ces",
			"kind": event.SurveyCES, "score": v.stars(v.who, 7)})
	}
}

// ask asks those who leave a cart behind for the reason. Most know it; some say another.
func (v *visit) ask(reason string) {
	if v.page == (event.Page{}) || !v.chance(0.4) {
		return // the tab is closed, or the prompt was shown lately
	}
	v.sayAt(exitPrompt, event.NameSurveyShown, event.Params{"survey_id": "exit", "kind": event.SurveyReason})
	v.look(6)
	if !v.chance(0.3) {
		v.sayAt(exitPrompt, event.NameSurveyDismissed, event.Params{"survey_id": "exit", "kind": event.SurveyReason})
		return
	}
	if reason == event.ReasonUnknown || v.chance(0.15) {
		reason = oneOf(v.dice, []string{event.ReasonExtraCosts, event.ReasonSlowDelivery, event.ReasonTrust, event.ReasonReturnsPolicy})
	}
	v.sayAt(exitPrompt, event.NameSurveyAnswered, event.Params{"survey_id": "exit", "response_id": v.id + "-exit",
		"kind": event.SurveyReason, "reason": reason})
}

// support is a conversation with the shop's staff and what the customer says of it.
func (w *World) support(s *shopper, id string, at time.Time) {
	id += "-support"
	s.suffer(0.9) // who needs support has a problem
	end := at.Add(time.Duration(w.between(4, 40)) * time.Minute)
	w.note(s, event.SurfaceChat, supportChat, id, event.NameSupportStarted, at, event.Params{"topic": oneOf(w.dice, []string{"delivery", "return", "product", "payment"})})
	w.note(s, event.SurfaceChat, supportChat, id+"-end", event.NameSupportEnded, end, nil)
	if w.chance(0.6) {
		w.note(s, event.SurfaceChat, supportChat, id+"-csat", event.NameSurveyAnswered, end.Add(3*time.Minute), event.Params{
			"survey_id": "csat", "response_id": id, "kind": event.SurveyCSAT, "score": w.stars(s, 5)})
	}
}

// writeReview is a visit for the sake of a product's review.
func (v *visit) writeReview(p product) {
	v.page = v.via.arrive(v.productPage(p), "")
	v.since = v.now
	v.say(event.NamePageView, nil)
	v.look(60)
	rating := v.stars(v.who, 5)
	words := v.who.language.praise
	if rating < 4 {
		words = v.who.language.complaint
	}
	v.say(event.NameReviewSubmitted, event.Params{"rating": rating, "text": oneOf(v.dice, words), "item_id": p.id})
	v.look(10)
	v.leave()
}
