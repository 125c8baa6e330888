package survey

import (
	"os"
	"strings"
	"testing"
)

// The page and the prompt ask in the same words.
func TestWordsAreThoseOfThePrompt(t *testing.T) {
	source, err := os.ReadFile("../../../js/survey/texts.ts")
	if err != nil {
		t.Fatal(err)
	}
	prompt := string(source)
	if reasons := strings.Join(reasonsAsked(), " "); !strings.Contains(prompt, `"`+reasons+`"`) {
		t.Errorf("the prompt does not ask for %s in this order", reasons)
	}
	for _, w := range spoken() {
		texts := []string{w.Comment, w.Send, w.Thanks}
		for _, text := range w.questions {
			texts = append(texts, text)
		}
		for _, ends := range w.ends {
			texts = append(texts, ends[0], ends[1])
		}
		var reasons []string
		for _, reason := range reasonsAsked() {
			reasons = append(reasons, w.reasons[reason])
		}
		texts = append(texts, strings.Join(reasons, "\",\n    \""))
		for _, text := range texts {
			if text == "" || !strings.Contains(prompt, `"`+text+`"`) {
				t.Errorf("%s: the prompt does not say %q", w.Language, text)
			}
		}
	}
}

func TestLanguageOfThePage(t *testing.T) {
	for _, c := range []struct {
		asked    []string
		accepted string
		want     string
	}{
		{nil, "", "en"}, {nil, "fa-IR,fa;q=0.9,en;q=0.8", "fa"}, {nil, "de,ar;q=0.5", "ar"}, {nil, "de", "en"}, {nil, "%%", "en"},
		{[]string{"", "ar"}, "fa", "ar"}, {[]string{"fa_IR", "ar"}, "en", "fa"}, {[]string{"tr", "xx"}, "fa", "fa"},
	} {
		if got := wordsFor(c.asked, c.accepted).Language; got != c.want {
			t.Errorf("%q, %q: %s, want %s", c.asked, c.accepted, got, c.want)
		}
	}
}
