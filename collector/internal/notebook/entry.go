package notebook

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// The most characters of texts, and the most entries of a site.
const (
	MostName        = 80
	MostNote        = 2000
	MostTouchpoint  = 128 // as in events
	MostFilter      = 500
	MostFilters     = 20
	MostPersonas    = 200
	MostAnnotations = 1000
	MostTouchpoints = 1000
	MostSurveys     = 50
)

// EntryError says why something cannot be written down. It is meant for the person who
// wrote it.
type EntryError struct {
	Code    string
	Field   string // of the entry, in lower case
	Message string
	Hint    string // what would be right
}

// The codes of an EntryError, beside those of metric for metrics and dimensions that there
// are not.
const (
	InvalidField = "invalid_field"  // the text is no such thing, or is missing
	TooLong      = "too_long"       // it has too many characters
	TooMany      = "too_many"       // the site, or the entry, has as many as it may
	Exists       = "already_exists" // another entry has the name
)

func (e *EntryError) Error() string {
	if e.Hint == "" {
		return e.Field + ": " + e.Message
	}
	return e.Field + ": " + e.Message + " (" + e.Hint + ")"
}

// textOf reads a text of at most so many characters, without white space around it.
func textOf(field, text string, most int, lines bool) (string, error) {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n > most {
		return "", &EntryError{TooLong, field, fmt.Sprintf("it has %d characters", n), fmt.Sprintf("write at most %d", most)}
	}
	odd := func(c rune) bool { return unicode.IsControl(c) && !(lines && (c == '\n' || c == '\t')) }
	if !utf8.ValidString(text) || strings.ContainsFunc(text, odd) {
		return "", &EntryError{InvalidField, field, "there are characters in it that nobody can read", "write letters, digits and signs, in UTF-8"}
	}
	return text, nil
}

// requiredText is textOf for a text that must not be missing.
func requiredText(field, text string, most int, lines bool) (string, error) {
	text, err := textOf(field, text, most, lines)
	if err == nil && text == "" {
		err = &EntryError{InvalidField, field, "it is missing", fmt.Sprintf("write 1 to %d characters", most)}
	}
	return text, err
}

// checkStage refuses what is neither a stage nor none.
func checkStage(stage event.Stage) error {
	if stage == "" || slices.Contains(event.Stages(), stage) {
		return nil
	}
	return &EntryError{InvalidField, "stage", fmt.Sprintf("there is no stage %q", string(stage)), fmt.Sprintf("one of %v, or none", event.Stages())}
}

// kept words what a store says to something new; what names the kind of entry.
func kept(err error, what string, most int) error {
	switch {
	case errors.Is(err, store.ErrFull):
		return &EntryError{TooMany, what, fmt.Sprintf("the site has %d of them, and no more fit", most), "remove one that nobody needs"}
	case errors.Is(err, store.ErrExists):
		return &EntryError{Exists, "name", "there is one of this name", "choose another name, or change that one"}
	case err != nil:
		return fmt.Errorf("keep %s: %w", what, err)
	}
	return nil
}
