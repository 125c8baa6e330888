package store

import "github.com/safar-cx/safar/sdk/event"

// Survey is a question that a merchant asks visitors, and when.
type Survey struct {
	ID   int64
	Site int64
	Name string // one of its kind within the site; survey_id of its answers
	Kind string // event.SurveyNPS and the like
	// Asked says that the tag asks it on the shop's pages. Links to it work either way.
	Asked bool
	// Questions are the merchant's own words by language: en, fa or ar. A language without any
	// has the usual ones of the kind.
	Questions map[string]string
	// Touchpoint and Stage are what the answers are about: "" for none, and for that of the
	// touchpoint or the kind.
	Touchpoint string
	Stage      event.Stage
	// Page is the path of the pages where it is asked; * stands for any text, "" for every page.
	Page string
	// Occasion is what has to have happened on such a page.
	Occasion Occasion
	// Seconds is how long after the occasion it is asked.
	Seconds int
	// Leaving says that after these seconds it waits until the pointer leaves the window upwards.
	Leaving bool
	// Share of the visitors who are asked, in percent.
	Share int
	// Days for which nobody is asked it again, who agreed to be recognised.
	Days int
}

// Occasion is what makes the tag ask a survey.
type Occasion string

// The occasions.
const (
	OnPage       Occasion = "page"       // the page was opened
	OnTouchpoint Occasion = "touchpoint" // the survey's touchpoint was seen or clicked
	OnStage      Occasion = "stage"      // something of the survey's stage happened
)
