package account

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The bounds of a password in characters. Longer than the upper one is no safer, and would
// only cost.
const (
	ShortestPassword = 12
	LongestPassword  = 128
)

// fewestFree is how many characters of a password must be left when what is guessed first
// is taken away.
const fewestFree = 6

// shortestWalk is how many characters in a row make a walk or a repetition: two neighbours
// on a keyboard stand side by side in many a word.
const shortestWalk = 3

//go:embed words.txt
var wordsFile string

//go:embed leaked/passwords.txt
var leakedFile string

// leakedPasswords are the common ones that are long enough, in the form of plainly: what the rest
// of this file says of them does not matter.
var leakedPasswords = sync.OnceValue(func() map[string]bool {
	leaked := map[string]bool{}
	for password := range strings.Lines(leakedFile) {
		leaked[string(plainly(strings.TrimSpace(password)))] = true
	}
	return leaked
})

// commonWords are those of words.txt, in the form of plainly.
var commonWords = sync.OnceValue(func() []string {
	var words []string
	for line := range strings.Lines(wordsFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			words = append(words, string(plainly(word)))
		}
	}
	return words
})

// walks are the ways that fingers and alphabets go.
var walks = []string{
	"01234567890", "112233445566778899", "789456123", "147258369", "741852963", "159753",
	"abcdefghijklmnopqrstuvwxyz", "aabbccddeeffgghh", "a1b2c3d4e5f6g7h8", "1a2b3c4d5e6f7g8h",
	"qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "azertyuiop", "qwertzuiop", "yxcvbnm",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujm",
	"!@#$%^&*()", "ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو", "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "ابجدهوزحطی",
}

// checkPassword refuses a new password that is too short, too long, or among the first
// that anybody would try. There is no rule about kinds of characters: such rules make
// people write Password1! and nothing safer. Instead, what is guessed first is taken away
// (common words, also in l33t; walks over the keyboard; years; repetitions; words of some
// names), and enough must be left. What is long enough of a list of leaked passwords is
// refused as well, and what holds one of the names, see namesOf. Its error is a *SpecError.
func checkPassword(password string, names []string) error {
	switch n := utf8.RuneCountInString(norm.NFC.String(password)); {
	case n < ShortestPassword:
		return &SpecError{FieldPassword, "the password is too short", "take 12 characters or more, for example four words that have nothing to do with each other"}
	case n > LongestPassword:
		return &SpecError{FieldPassword, "the password is too long", "take at most 128 characters"}
	}
	if holdsName(password, names) {
		return &SpecError{FieldPassword, "the password has the name of the shop or your e-mail address in it", "take four words that have nothing to do with either, or what a password manager makes"}
	}
	if leakedPasswords()[string(plainly(password))] || freeCharacters(password, names) < fewestFree {
		return &SpecError{FieldPassword, "the password is among those that are tried first", "take four words that have nothing to do with each other, or what a password manager makes"}
	}
	return nil
}

// freeCharacters counts the characters of a password that nothing obvious explains.
func freeCharacters(password string, names []string) int {
	text := plainly(password)
	explained := make([]bool, len(text))
	explainWords(text, explained, append(wordsOf(names), commonWords()...))
	for _, walk := range walks {
		explainWalk(text, explained, []rune(walk))
	}
	explainYears(text, explained)
	explainRepetition(text, explained)
	free := 0
	for _, is := range explained {
		if !is {
			free++
		}
	}
	return free
}

// plainly brings text to lower case, plain digits, and one form of letters that are typed
// in several.
func plainly(text string) []rune {
	runes := []rune(strings.ToLower(norm.NFKC.String(text)))
	for i, r := range runes {
		switch {
		case r >= '۰' && r <= '۹':
			runes[i] = r - '۰' + '0'
		case r >= '٠' && r <= '٩':
			runes[i] = r - '٠' + '0'
		case r == 'ي' || r == 'ى':
			runes[i] = 'ی'
		case r == 'ك':
			runes[i] = 'ک'
		}
	}
	return runes
}

// leet are the characters that stand in for letters.
var leet = map[rune]rune{
	'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g', '@': 'a', '$': 's', '!': 'i', '|': 'l', '+': 't',
}

// unleet puts the letters back.
func unleet(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		if letter, found := leet[r]; found {
			r = letter
		}
		out[i] = r
	}
	return out
}

// wordsOf are the words in names.
func wordsOf(names []string) []string {
	return strings.FieldsFunc(string(plainly(strings.Join(names, " "))), notInName)
}

// shortestWord is how long a word must be to be taken away; shorter ones stand in others.
const shortestWord = 3

func explainWords(text []rune, explained []bool, words []string) {
	for _, read := range [][]rune{text, unleet(text)} {
		for _, word := range words {
			w := []rune(word)
			if len(w) < shortestWord {
				continue
			}
			for i := range read {
				if hasPrefix(read[i:], w) {
					explain(explained, i, i+len(w))
				}
			}
		}
	}
}

// explainWalk takes away all of a walk but its first character, in both directions.
func explainWalk(text []rune, explained []bool, walk []rune) {
	for i := range text {
		for from := range walk {
			for _, step := range []int{1, -1} {
				n := 0
				for at := from; i+n < len(text) && at >= 0 && at < len(walk) && text[i+n] == walk[at]; at += step {
					n++
				}
				if n >= shortestWalk {
					explain(explained, i+1, i+n)
				}
			}
		}
	}
}

// explainYears takes away years of the calendars that people are born in.
func explainYears(text []rune, explained []bool) {
	for i := 0; i+4 <= len(text); i++ {
		year := string(text[i : i+4])
		if strings.Trim(year, "0123456789") != "" {
			continue
		}
		switch year[:2] {
		case "13", "14", "19", "20":
			explain(explained, i, i+4)
		}
	}
}

// explainRepetition takes away what has come before.
func explainRepetition(text []rune, explained []bool) {
	for i := 1; i < len(text); i++ {
		for before := range i {
			n := 0
			for i+n < len(text) && text[before+n] == text[i+n] {
				n++
			}
			if n >= shortestWalk {
				explain(explained, i, i+n)
			}
		}
	}
}

func explain(explained []bool, from, to int) {
	for i := from; i < to; i++ {
		explained[i] = true
	}
}

func hasPrefix(text, prefix []rune) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i, r := range prefix {
		if text[i] != r {
			return false
		}
	}
	return true
}
