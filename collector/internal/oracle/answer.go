package oracle

// answer is one answer to a survey's question.
type answer struct {
	survey, kind, touchpoint, response string
	first                              *hit // its day and session
	score                              int64
	valid                              bool // a valid score was given
}

// buildAnswers finds the answers; the latest valid score of each counts (Reading 32).
func (w *world) buildAnswers() {
	for _, h := range w.hits {
		if h.Name != "survey_answered" {
			continue
		}
		response := "response " + h.text("response_id")
		if h.text("response_id") == "" {
			response = "event " + h.ID
		}
		survey, kind := h.text("survey_id"), h.text("kind")
		a := find(w.answers, func(a *answer) bool {
			return a.survey == survey && a.kind == kind && a.touchpoint == h.Touchpoint && a.response == response
		})
		if a == nil {
			a = &answer{survey: survey, kind: kind, touchpoint: h.Touchpoint, response: response, first: h}
			w.answers = append(w.answers, a)
		}
		score, ok := h.Params.Int("score")
		low, high := int64(1), map[string]int64{"nps": 10, "csat": 5, "ces": 7}[kind]
		if kind == "nps" {
			low = 0
		}
		if ok && low <= score && score <= high {
			a.score, a.valid = score, true
		}
	}
}
