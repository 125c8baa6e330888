package account

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"github.com/safar-cx/safar/collector/internal/store"
)

// nameInWords is how long a name must be to be looked for within words and across them; a shorter
// one, such as main, stands in other words and counts where it is a word by itself.
const nameInWords = 5

// namesOf is what everybody knows who guesses a user's password: the e-mail address and its
// parts, the names of the shops that the user may see, and those in their domains.
func namesOf(user store.User, sites []store.Site) []string {
	local, domain, _ := strings.Cut(user.Email, "@")
	names := append([]string{user.Email, local}, labels(domain)...)
	may := OfUser(user)
	for i := range sites {
		if site := &sites[i]; may.May(Sums, site.ID) {
			names = append(names, site.Name)
			for _, domain := range site.Domains {
				names = append(names, labels(domain)...)
			}
		}
	}
	return names
}

// labels are the parts of a domain that somebody chose: all but the last, as they are read.
func labels(domain string) []string {
	if read, err := idna.ToUnicode(domain); err == nil {
		domain = read
	}
	all := strings.Split(domain, ".")
	return slices.DeleteFunc(all[:len(all)-1], func(label string) bool { return label == "www" })
}

// holdsName tells whether one of some names stands in a password, also in l33t and with whatever
// between its letters.
func holdsName(password string, names []string) bool {
	text := plainly(password)
	for _, read := range []func([]rune) []rune{slices.Clone[[]rune], unleet} {
		whole := joined(read(text))
		words := strings.FieldsFunc(string(read(text)), notInName)
		for _, name := range names {
			name = joined(read(plainly(name)))
			switch n := utf8.RuneCountInString(name); {
			case n < shortestWord:
			case n < nameInWords && slices.Contains(words, name), n >= nameInWords && strings.Contains(whole, name):
				return true
			}
		}
	}
	return false
}

func notInName(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// joined is a text without what stands between its words.
func joined(text []rune) string {
	return string(slices.DeleteFunc(text, notInName))
}
