package doctor

import (
	"path"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/account"
)

// attributes looks at what stands in the tag's element.
func (r *Report) attributes(t *tag) {
	before := len(r.Checks)
	key, given := t.attributes["data-site"]
	switch {
	case !given || key == "":
		r.wrong("key", "Write data-site=\"pk_...\", with the key that the dashboard's page “Connect the shop” shows.", "The tag has no key in data-site.")
	case strings.HasPrefix(key, string(account.ServerPrefix)):
		r.wrong("key", "Take it out now, revoke it (safar key revoke) and make another; write the browser key, pk_..., in its place.",
			"The tag has a server key in data-site. It is secret, and everybody who opened the page has it.")
	case !account.WellFormed(account.BrowserPrefix, key):
		r.wrong("key", "Copy it again from the dashboard's page “Connect the shop”; it begins with pk_.", "%q in data-site is no browser key: a part is missing or mistyped.", key)
	}
	if consent, given := t.attributes["data-consent"]; given && !slices.Contains([]string{"full", "anonymous", "none", "ask"}, consent) {
		r.wrong("consent", "Write full, anonymous, none or ask, or leave data-consent out.", "data-consent=%q is none that the tag knows.", consent)
	}
	if kind := t.attributes["type"]; kind != "" && !strings.Contains(kind, "javascript") && kind != "module" {
		r.wrong("type", "Where a consent banner switches it on, that is meant so. Safar needs no consent to count anonymously: leave the type out and tell it the visitor's answer with safar('consent', ...).",
			"type=%q keeps the browser from running the tag.", kind)
	}
	integrity := t.attributes["integrity"]
	_, crossorigin := t.attributes["crossorigin"]
	switch {
	case integrity != "" && path.Base(t.src.Path) == "t.js":
		r.wrong("integrity", "Name the file with its hash, as the dashboard's page “Connect the shop” shows, or leave integrity out.",
			"The tag has an integrity, but t.js changes with every update of the collector.")
	case integrity != "" && !crossorigin:
		r.wrong("integrity", "Add crossorigin=\"anonymous\".", "The tag has an integrity and no crossorigin, so a browser refuses it where the collector is another host.")
	}
	if len(r.Checks) == before {
		r.good("attributes", "The tag's attributes are right.")
	}
}
