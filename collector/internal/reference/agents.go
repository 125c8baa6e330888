package reference

import (
	"strings"
	"testing"
)

// UserAgents reads one of the lists of robots and of browsers, in which a tilde and a letter
// stand for what most user agents share.
func UserAgents(t testing.TB, name string) []string {
	t.Helper()
	full := strings.NewReplacer(
		"~~", "~", "~A", "Android", "~C", "compatible", "~G", "(KHTML, like Gecko)", "~I", "Macintosh", "~L", "Linux",
		"~M", "Mobile", "~W", "Windows", "~Z", "Mozilla/5.0", "~a", "AppleWebKit/", "~c", "Chrome/", "~e", "Edge/",
		"~f", "Firefox/", "~g", "Gecko/", "~i", "iPhone", "~m", "Mobile/", "~s", "Safari/", "~v", "Version/",
	)
	var list []string
	for line := range strings.Lines(string(Read(t, name))) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, full.Replace(line))
		}
	}
	return list
}
