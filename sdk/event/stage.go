package event

// Stages lists the five stages from left to right.
func Stages() []Stage { return []Stage{Awareness, Evaluation, Purchase, Return, Advocacy} }

// StageOf returns the stage an event belongs to by itself; a stage that the merchant gave
// to its touchpoint or page goes before it.
//
// A survey belongs where params.stage says, else NPS to advocacy, a reason to purchase and
// everything else (CSAT, CES, and what the contract leaves open: own words, no kind) to
// return. A custom event belongs where params.stage says, else to evaluation. In other
// events params.stage has no meaning.
func StageOf(e *Event) Stage {
	n := Lookup(e.Name)
	if n != nil && !n.Survey {
		return n.Stage
	}
	switch s := Stage(e.Params.Text("stage")); s {
	case Awareness, Evaluation, Purchase, Return, Advocacy:
		return s
	}
	if n == nil {
		return Evaluation
	}
	switch e.Params.Text("kind") {
	case SurveyNPS:
		return Advocacy
	case SurveyReason:
		return Purchase
	}
	return n.Stage
}
