package rules

func answerRules() []rule {
	return []rule{
		{
			name: "one answer a response", says: "An answer counts once per response.",
			script: "answers_and_referrals", file: journeyDir + "answer.go",
			old: `"r" + p.Text("response_id")}`,
			new: `"r" + p.Text("response_id") + h.Event.ID}`,
		},
		{
			name: "else by its event", says: "Without a response id each event is an answer.",
			script: "answers_apart", file: journeyDir + "answer.go",
			old: `q.response = "e" + h.Event.ID`,
			new: `q.response = "e"`,
		},
		{
			name: "answers to two surveys", says: "Answers to two surveys are two.",
			script: "answers_apart", file: journeyDir + "answer.go",
			old: `question{p.Text("survey_id"),`,
			new: `question{"",`,
		},
		{
			name: "kinds apart", says: "Answers to two kinds of question are two.",
			script: "answers_apart", file: journeyDir + "answer.go",
			old: `q := question{p.Text("survey_id"), p.Text("kind"), h.Event.Touchpoint, "r" + p.Text("response_id")}`,
			new: `q := question{p.Text("survey_id"), "", h.Event.Touchpoint, "r" + p.Text("response_id")}`,
		},
		{
			name: "touchpoints apart", says: "Answers at two touchpoints are two.",
			script: "answers_apart", file: journeyDir + "answer.go",
			old: `p.Text("kind"), h.Event.Touchpoint, "r"`,
			new: `p.Text("kind"), "", "r"`,
		},
		{
			name: "the latest score", says: "The latest valid score counts.",
			script: "answers_and_referrals", file: journeyDir + "answer.go",
			old: "ok && validScore(q.kind, score) {",
			new: "ok && validScore(q.kind, score) && !f.facts.Answers[n].HasScore {",
		},
		{
			name: "valid scores alone", says: "A later copy without a valid score changes nothing.",
			script: "answers_apart", file: journeyDir + "answer.go",
			old: "ok && validScore(q.kind, score) {",
			new: "ok || true {",
		},
		{
			name: "on the day of the first", says: "An answer counts on the day of its first copy.",
			script: "answers_and_referrals", file: journeyDir + "answer.go",
			old: "\t\tif score, ok := p.Int(\"score\"); ok",
			new: "\t\tf.facts.Answers[n].Time = h.Time\n\t\tif score, ok := p.Int(\"score\"); ok",
		},
		{
			name: "promoters", says: "9 and 10 are promoters.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score >= 9"`,
			new: `"f.score > 9"`,
		},
		{
			name: "8 is no promoter", says: "8 is not.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score >= 9"`,
			new: `"f.score >= 8"`,
		},
		{
			name: "detractors", says: "0 to 6 are detractors.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score <= 6"`,
			new: `"f.score < 6"`,
		},
		{
			name: "7 is no detractor", says: "7 is not.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score <= 6"`,
			new: `"f.score <= 7"`,
		},
		{
			name: "satisfied", says: "4 and 5 are satisfied.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score >= 4"`,
			new: `"f.score > 4"`,
		},
		{
			name: "3 is not satisfied", says: "3 is not.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score >= 4"`,
			new: `"f.score >= 3"`,
		},
		{
			name: "easy", says: "With 5 to 7 on the scale of effort it was easy.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score >= 5"`,
			new: `"f.score > 5"`,
		},
		{
			name: "4 is not easy", says: "With 4 it was not.",
			script: "answers_apart", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.score >= 5"`,
			new: `"f.score >= 4"`,
		},
		{
			name: "NPS subtracts", says: "NPS is promoters less detractors.",
			script: "answers_and_referrals", file: metricDir + "advocacy.go",
			old: "Minus: of(answers(IfNPS, IfDetractor)),",
			new: "",
		},
	}
}
