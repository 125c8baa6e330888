package survey_test

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/survey"
)

func TestReadAnswer(t *testing.T) {
	for _, c := range []struct {
		kind, answer, text string
		want               string // score, reason and text; "" for none
	}{
		{"nps", "0", "", "0||"}, {"nps", "10", " so\r\nso\x00 ", "10||so\nso"}, {"nps", "11", "", ""}, {"nps", "", "words", ""},
		{"csat", "0", "", ""}, {"csat", "5", "", "5||"}, {"ces", "7", "", "7||"}, {"ces", "8", "", ""}, {"ces", "4.0", "", ""},
		{"reason", "trust", "", "|trust|"}, {"reason", "gateway_lost", "", ""}, {"reason", "3", "", ""},
		{"text", "", "خوب", "||خوب"}, {"text", "5", " \n", ""},
		{"text", "", strings.Repeat("ی", 2001), "||" + strings.Repeat("ی", 2000)},
	} {
		got, err := survey.ReadAnswer(store.Survey{Kind: c.kind}, url.Values{"answer": {c.answer}, "text": {c.text}})
		said := ""
		if err == nil {
			said = "|" + got.Reason + "|" + got.Text
			if got.Score != nil {
				said = strconv.FormatInt(*got.Score, 10) + said
			}
		}
		if said != c.want || (err != nil) != errors.Is(err, survey.ErrNoAnswer) {
			t.Errorf("%s %q %.20q: %.40q, %v; want %.40q", c.kind, c.answer, c.text, said, err, c.want)
		}
	}
}
