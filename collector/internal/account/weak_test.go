package account

import (
	"errors"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
)

func TestCheckPassword(t *testing.T) {
	const email = "maryam.karimi@golestan-shop.example"
	user := store.User{Email: email, Grants: []store.Grant{{Role: store.Editor, Site: 1}, {Role: store.Viewer, Site: 2}}}
	names := namesOf(user, []store.Site{
		{ID: 1, Name: "main", Domains: []string{"nargesfoods.example", "xn--mgbf0a8dn93d.example"}},
		{ID: 2, Name: "outlet4you"},
		{ID: 3, Name: "neighbour", Domains: []string{"neighbours.example"}},
	})
	tests := []struct {
		name, password string
		ok             bool
	}{
		{"four words", "kettle orbit mango fence", true},
		{"four words with common ones", "purple monkey dishwasher anvil", true},
		{"a manager's", "v9#Lq2!xTz8m", true},
		{"a sentence in Persian", "دیروز باران تندی بارید", true},
		{"a sentence in Arabic", "أكلت تفاحة خضراء صباحا", true},
		{"twelve digits without order", "849302756183", true},
		{"the longest", strings.Repeat("v9#Lq2!xTz8mKw4&", 8), true},
		{"longer than the longest", strings.Repeat("v9#Lq2!xTz8mKw4&", 8) + "a", false},
		{"eleven characters", "v9#Lq2!xTz8", false},
		{"six characters of two bytes and more", "رقثکجچ", false},
		{"twelve characters in two forms each", strings.Repeat("e\u0301", 6), false},
		{"empty", "", false},
		{"one character", "aaaaaaaaaaaaaaaa", false},
		{"two characters", "abababababababab", false},
		{"a short piece again and again", "kx7kx7kx7kx7kx7", false},
		{"digits in order", "123456789012", false},
		{"digits backwards", "0987654321098", false},
		{"Persian digits in order", "۱۲۳۴۵۶۷۸۹۰۱۲", false},
		{"Arabic digits in order", "١٢٣٤٥٦٧٨٩٠١٢", false},
		{"full-width digits in order", "１２３４５６７８９０１２", false},
		{"pairs of digits", "112233445566", false},
		{"a row of keys", "qwertyuiop12", false},
		{"columns of keys", "1qaz2wsx3edc", false},
		{"keys in zigzag", "1q2w3e4r5t6y", false},
		{"a row of Persian keys", "ضصثقفغعهخحجچ", false},
		{"the alphabet", "abcdefghijkl", false},
		{"a common one with digits", "Password1234!", false},
		{"a common one in l33t", "P@$$w0rd2026!", false},
		{"two common ones", "iloveyouprincess", false},
		{"product and year", "SafarShop2026!", false},
		{"city and Persian year", "Tehran1404!!!", false},
		{"a common one in Persian letters", "رمزعبور۱۲۳۴۵", false},
		{"a famous one", "CorrectHorseBatteryStaple", false},
		{"parts of the e-mail address", "MaryamKarimi!1", false},
		{"the e-mail address", email, false},
		{"the shop's name", "golestan-shop-7", false},
		{"the shop's name before words", "golestanshop kettle orbit mango", false},
		{"a domain of the shop's in words", "kettle NargesFoods orbit mango", false},
		{"a domain of the shop's in l33t", "kettle N4rges.F00ds orbit mango", false},
		{"a domain of the shop's in Persian letters", "کتاب گلستان زیر باران تند", false},
		{"a name with a digit", "kettle outlet4you orbit mango", false},
		{"a short name by itself", "kettle-main-orbit-mango", false},
		{"a short name with a mark", "kettle main! orbit mango", false},
		{"a short name in another word", "remaining orbit mango", true},
		{"the e-mail address among words", "kettle maryam.karimi@golestan-shop.example orbit", false},
		{"what stands before the @ among words", "kettle Maryam Karimi orbit mango", false},
		{"a part of that among words", "kettle Maryam orbit mango", true},
		{"the name of a shop of others", "kettle neighbour orbit mango", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := checkPassword(tt.password, names)
			var bad *SpecError
			switch {
			case tt.ok && err != nil:
				t.Errorf("refused: %v", err)
			case !tt.ok && !errors.As(err, &bad):
				t.Errorf("error %v, want a SpecError", err)
			case !tt.ok && (bad.Field != FieldPassword || bad.Hint == ""):
				t.Errorf("%+v", bad)
			case err != nil && tt.password != "" && strings.Contains(err.Error(), tt.password):
				t.Errorf("the error repeats the password: %v", err)
			}
		})
	}
}

func TestEveryCommonWordDoubledIsRefused(t *testing.T) {
	if len(commonWords()) < 200 {
		t.Fatalf("only %d words: is the file read?", len(commonWords()))
	}
	for _, word := range commonWords() {
		password := word + "1234567890" + strings.ToUpper(word)
		if err := checkPassword(password, nil); err == nil {
			t.Errorf("%s is taken", password)
		}
	}
}

// What has leaked is refused, in whatever case and digits it is typed.
func TestLeakedPasswordsAreRefused(t *testing.T) {
	if n := len(leakedPasswords()); n < 300 {
		t.Fatalf("only %d: is the file read?", n)
	}
	for password := range leakedPasswords() {
		if err := checkPassword(password, nil); err == nil {
			t.Errorf("%s is taken", password)
		}
	}
	for _, typed := range []string{"counterstrike", "CounterStrike", "lost4815162342", "lost۴۸۱۵۱۶۲۳۴۲"} {
		if err := checkPassword(typed, nil); err == nil {
			t.Errorf("%s is taken", typed)
		}
	}
	if err := checkPassword("counterstrike by the old mill", nil); err != nil {
		t.Errorf("a sentence with one of them in it: %v", err)
	}
}
