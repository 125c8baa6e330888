package event

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// timeLayout is RFC 3339 with whole milliseconds, the resolution in which events are ordered.
const timeLayout = "2006-01-02T15:04:05.000Z07:00"

// timeOfText reads an instant as RFC 3339 writes it.
func timeOfText(text string) (time.Time, *Rejection) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || !strict(text) {
		return time.Time{}, invalidTime(fmt.Sprintf("%s is no RFC 3339 time with an offset", quote(text)))
	}
	return whole(t)
}

// timeOfNumber reads an instant in Unix milliseconds.
func timeOfNumber(number json.Number) (time.Time, *Rejection) {
	ms, ok := wholeNumber(string(number))
	if !ok {
		if _, err := scanDecimal(string(number)); err != nil {
			return time.Time{}, invalidTime("it is no time")
		}
		return time.Time{}, invalidTime(fmt.Sprintf("%s is no whole number of milliseconds", quote(string(number))))
	}
	return whole(time.UnixMilli(ms))
}

// whole cuts off what is finer than a millisecond.
func whole(t time.Time) (time.Time, *Rejection) {
	t = time.UnixMilli(t.UnixMilli()).UTC()
	if !writable(t) {
		return time.Time{}, &Rejection{CodeTimeOutOfRange, "time",
			"the year is not between 1 and 9999; Unix times are in milliseconds, not in micro- or nanoseconds"}
	}
	return t, nil
}

// strict refuses what time.Parse takes although RFC 3339 does not: an hour of one digit, a
// comma before the fraction, an offset of a day and more.
func strict(s string) bool {
	if s[len("2006-01-02T15")] != ':' || strings.Contains(s, ",") {
		return false
	}
	offset := s[len(s)-len("+00:00"):]
	return s[len(s)-1] == 'Z' || offset[1:3] < "24" && offset[4:] < "60"
}

func invalidTime(what string) *Rejection {
	return &Rejection{CodeInvalidTime, "time",
		what + "; send 2026-11-21T10:00:00.000Z or Unix milliseconds as a number"}
}

// writable tells whether RFC 3339 can write t and whether it differs from "not stated".
func writable(t time.Time) bool {
	year := t.UTC().Year()
	return year >= 1 && year <= 9999 && !t.IsZero()
}
