package history

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// words cuts a line at white space, but not inside of quotes or brackets.
func words(line string) []string {
	var all []string
	var word strings.Builder
	depth, quoted, escaped := 0, false, false
	for _, c := range line {
		if (c == ' ' || c == '\t') && depth == 0 && !quoted {
			if word.Len() > 0 {
				all = append(all, word.String())
				word.Reset()
			}
			continue
		}
		word.WriteRune(c)
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '[' || c == '{'):
			depth++
		case !quoted && (c == ']' || c == '}'):
			depth--
		}
	}
	if word.Len() > 0 {
		all = append(all, word.String())
	}
	return all
}

// value reads what stands after the equals sign: JSON where it is JSON, else text.
func value(text string) any {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if json.Valid([]byte(text)) && d.Decode(&v) == nil {
		return v
	}
	return text
}

// quoted writes a value so that value and words read it back.
func quoted(v any) string {
	s, ok := v.(string)
	if ok && s != "" && !json.Valid([]byte(s)) && !strings.ContainsAny(s, " \t\"[]{}\n") {
		return s
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%q", fmt.Sprint(v))
	}
	return string(text)
}

// plain is a value that must be text.
func plain(word string) string {
	if s, ok := value(word).(string); ok {
		return s
	}
	return word
}

// duration reads Go's durations, with days before them: 2d1h30m.
func duration(text string) (time.Duration, error) {
	days, rest, found := strings.Cut(text, "d")
	if !found {
		return time.ParseDuration(text)
	}
	d, err := time.ParseDuration(days + "h")
	if err != nil {
		return 0, fmt.Errorf("%q is no duration", text)
	}
	d *= 24
	if rest == "" {
		return d, nil
	}
	r, err := time.ParseDuration(rest)
	return d + r, err
}

// short writes a duration of at least 0 so that duration reads it back.
func short(d time.Duration) string {
	text := ""
	if days := d / (24 * time.Hour); days > 0 {
		text, d = fmt.Sprintf("%dd", days), d%(24*time.Hour)
		if d == 0 {
			return text
		}
	}
	rest := d.String()
	if strings.HasSuffix(rest, "m0s") {
		rest = strings.TrimSuffix(rest, "0s")
	}
	if strings.HasSuffix(rest, "h0m") {
		rest = strings.TrimSuffix(rest, "0m")
	}
	return text + rest
}
