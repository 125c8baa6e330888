package survey

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"strconv"
	"sync"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

//go:embed page.html
var source string

//go:embed page.css
var style string

// load reads the template once; it is part of the program.
var load = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(source)) })

// Policy is the Content-Security-Policy of the page: its one style, and its own form.
func Policy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// Reader is who looks at the page, as far as it matters to it.
type Reader struct {
	Asked    string // language of the address, "" for none
	Accepted string // the browser's Accept-Language
}

// Page is the page in one language.
type Page struct {
	words  *words
	survey store.Survey
	lang   string // of the address
}

// view is what the template is filled with.
type view struct {
	*words
	Style      template.CSS
	Title      string
	Text       string    // under the title of a page without a form
	Done, Form bool      // the answer was saved; there is a form
	Missing    bool      // the form came back without an answer
	Choices    []choice  // none for own words
	Scale      bool      // the choices are numbers in a row
	Ends       [2]string // of the scale
	Required   bool      // the text
	Others     []*words  // languages to choose from
	Query      template.URL
	MostText   int
}

type choice struct{ Value, Text string }

// For makes the pages of a survey. The language is the one of the address, else the link's,
// else the browser's.
func For(s store.Survey, link Link, reader Reader) *Page {
	return &Page{words: wordsFor([]string{reader.Asked, link.Language}, reader.Accepted), survey: s, lang: reader.Asked}
}

// Question is the page with the form; missing says that it was sent without an answer.
func (p *Page) Question(missing bool) []byte {
	v := p.view(p.question())
	v.Form, v.Missing, v.MostText = true, missing, MostText
	switch kind := p.survey.Kind; kind {
	case event.SurveyText:
		v.Required = true
	case event.SurveyReason:
		for _, reason := range reasonsAsked() {
			v.Choices = append(v.Choices, choice{reason, p.words.reasons[reason]})
		}
	default:
		v.Scale, v.Ends = true, p.words.ends[kind]
		low, high := scaleOf(kind)
		for score := low; score <= high; score++ {
			text := strconv.Itoa(score)
			v.Choices = append(v.Choices, choice{text, p.words.number(text)})
		}
	}
	return render(v)
}

func (p *Page) question() string {
	if own := p.survey.Questions[p.words.Language]; own != "" {
		return own
	}
	return p.words.questions[p.survey.Kind]
}

// Thanks is the page after the answer.
func (p *Page) Thanks() []byte {
	v := p.view(p.words.Thanks)
	v.Done, v.Text = true, p.words.Changed
	return render(v)
}

// Over is the page of a link whose time is up.
func Over(link Link, reader Reader) []byte {
	p := For(store.Survey{}, link, reader)
	v := p.view(p.words.Over)
	v.Text = p.words.OverHint
	return render(v)
}

// Unknown is the page of a link that is none, or whose survey is gone.
func Unknown(reader Reader) []byte {
	p := For(store.Survey{}, Link{}, reader)
	v := p.view(p.words.Unknown)
	v.Text = p.words.UnknownHint
	return render(v)
}

// Busy is the page when an answer can't be kept at the moment.
func (p *Page) Busy() []byte {
	v := p.view(p.words.Busy)
	v.Text = p.words.BusyHint
	return render(v)
}

func (p *Page) view(title string) *view {
	v := &view{words: p.words, Style: template.CSS(style), Title: title} //nolint:gosec // our own style sheet, compiled in
	if p.lang != "" {
		v.Query = template.URL("?lang=" + p.words.Language) //nolint:gosec // one of three languages
	}
	for _, w := range spoken() {
		if w.Language != p.words.Language {
			v.Others = append(v.Others, w)
		}
	}
	return v
}

func render(v *view) []byte {
	var out bytes.Buffer
	if err := load().Execute(&out, v); err != nil {
		panic(err) // the template and what fills it are part of the program
	}
	return out.Bytes()
}

// scaleOf are the lowest and the highest score of a kind.
func scaleOf(kind string) (low, high int) {
	switch kind {
	case event.SurveyNPS:
		return 0, 10
	case event.SurveyCSAT:
		return 1, 5
	}
	return 1, 7
}
