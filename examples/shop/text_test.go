package shop

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/safar-cx/safar/examples/shop/internal/words"
)

// No text is named that does not exist, which would break a page, and none is left over.
func TestTexts(t *testing.T) {
	var sources strings.Builder
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "internal/words") {
			return err
		}
		if strings.HasSuffix(path, ".go") || strings.HasSuffix(path, ".html") {
			text, err := os.ReadFile(path)
			sources.Write(text)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\bt "([a-z_]+)"`).FindAllStringSubmatch(sources.String(), -1) {
		if _, ok := words.Say(words.English, m[1]); !ok {
			t.Errorf("no text %s", m[1])
		}
	}
	// Some names are put together where they are used.
	made := regexp.MustCompile(`^(fault|error|coupon|state|topic)_`)
	for _, name := range words.Names() {
		if !made.MatchString(name) && !strings.Contains(sources.String(), `"`+name+`"`) {
			t.Errorf("nobody says %s", name)
		}
		for _, lang := range []words.Lang{words.English, words.Persian} {
			if text, _ := words.Say(lang, name); text == "" {
				t.Errorf("%s is empty in %s", name, lang)
			}
		}
	}
}
