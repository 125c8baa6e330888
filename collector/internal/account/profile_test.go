package account

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// secured is a user with a second factor, as his phone has it.
type secured struct {
	email    string
	secret   []byte
	session  string
	recovery []string
}

func (s secured) code(at time.Time) string { return otp(s.secret, stepOf(at), codeDigits) }

// wrongCode is none of those that would do.
func (s secured) wrongCode(at time.Time) string {
	for _, code := range []string{"000000", "000001", "000002", "000003"} {
		if _, matches := codeMatches(s.secret, code, at); !matches {
			return code
		}
	}
	return ""
}

// user is a user as he stands now.
func (p *people) user(t *testing.T, email string) store.User {
	t.Helper()
	user, _, err := p.db.UserByEmail(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	return user
}

// secured makes a user with a password and a second factor; the step of his first code is over.
func (p *people) secured(t *testing.T, email string) secured {
	t.Helper()
	if _, err := p.users.Add(t.Context(), email, store.Grant{Role: store.Owner}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.profile.ChangePassword(t.Context(), p.user(t, email), "", "", goodPassword, Caller{}); err != nil {
		t.Fatal(err)
	}
	made, err := p.profile.BeginFactor(t.Context(), p.user(t, email), goodPassword, Caller{})
	if err != nil {
		t.Fatal(err)
	}
	s := secured{email: email}
	if s.secret, err = unpadded().DecodeString(made.Secret); err != nil {
		t.Fatal(err)
	}
	if s.session, s.recovery, err = p.profile.ConfirmFactor(t.Context(), p.user(t, email), s.code(p.now), Caller{}); err != nil {
		t.Fatal(err)
	}
	p.now = p.now.Add(codeStep)
	return s
}

func TestSecondFactor(t *testing.T) {
	p := openPeople(t)
	s := p.secured(t, someone)
	p.whose(t, s.session, someone)
	enter := func(password, code string) error {
		t.Helper()
		session, err := p.door.ByPassword(t.Context(), someone, password, code, Caller{Network: here})
		if err == nil {
			p.whose(t, session, someone)
		}
		return err
	}
	for i, tt := range []struct {
		password, code string
		want           error
	}{
		{goodPassword, "", ErrCodeNeeded},
		{goodPassword + "s", "", ErrWrongCredentials},
		{goodPassword, s.code(p.now), nil},
		{goodPassword, s.code(p.now), ErrWrongCredentials},                   // each once
		{goodPassword, s.code(p.now.Add(-codeStep)), ErrWrongCredentials},    // nor one of before
		{goodPassword, s.code(p.now.Add(codeStep)), nil},                     // the phone is ahead
		{goodPassword, s.code(p.now.Add(2 * codeStep)), ErrWrongCredentials}, // too far
		{goodPassword, s.recovery[0], nil},
		{goodPassword, s.recovery[0], ErrWrongCredentials}, // each once
		{goodPassword, s.recovery[7], nil},
		{goodPassword + "s", s.recovery[1], ErrWrongCredentials},
		{goodPassword, s.recovery[1], nil}, // a wrong password used none up
	} {
		if err := enter(tt.password, tt.code); !errors.Is(err, tt.want) {
			t.Errorf("%d: %v, want %v", i, err, tt.want)
		}
	}
	if on, left, err := p.profile.Factor(t.Context(), p.user(t, someone)); err != nil || !on || left != recoveryCodes-3 {
		t.Errorf("%v, %d recovery codes, %v", on, left, err)
	}
}

func TestAFactorCountsOnceItIsConfirmed(t *testing.T) {
	p := openPeople(t)
	session := p.owner(t)
	owner := p.user(t, someone)
	if _, err := p.profile.BeginFactor(t.Context(), owner, "wrong", Caller{}); !errors.Is(err, ErrWrongCredentials) {
		t.Errorf("without the password: %v", err)
	}
	if _, _, err := p.profile.ConfirmFactor(t.Context(), owner, "123456", Caller{}); !errors.Is(err, ErrNoFactor) {
		t.Errorf("nothing was begun: %v", err)
	}
	for range 2 { // begun anew
		if _, err := p.profile.BeginFactor(t.Context(), owner, goodPassword, Caller{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, "", Caller{}); err != nil {
		t.Errorf("a code is asked for before there is one: %v", err)
	}
	p.whose(t, session, someone)
	made, err := p.profile.BeginFactor(t.Context(), owner, goodPassword, Caller{})
	if err != nil {
		t.Fatal(err)
	}
	secret, _ := unpadded().DecodeString(made.Secret)
	if _, _, err := p.profile.ConfirmFactor(t.Context(), owner, secured{secret: secret}.wrongCode(p.now), Caller{}); !errors.Is(err, ErrWrongCredentials) {
		t.Errorf("a wrong code: %v", err)
	}
	renewed, _, err := p.profile.ConfirmFactor(t.Context(), owner, otp(secret, stepOf(p.now), codeDigits), Caller{})
	if err != nil {
		t.Fatal(err)
	}
	p.whose(t, renewed, someone)
	if _, err := p.sessions.Find(t.Context(), session); !errors.Is(err, ErrUnknown) {
		t.Errorf("a session of before: %v", err)
	}
	if _, err := p.profile.BeginFactor(t.Context(), owner, goodPassword, Caller{}); !errors.Is(err, ErrFactorOn) {
		t.Errorf("a second one: %v", err)
	}
	if _, err := p.profile.EndFactor(t.Context(), owner, goodPassword, "", Caller{}); !errors.Is(err, ErrCodeNeeded) {
		t.Errorf("off without a code: %v", err)
	}
	p.now = p.now.Add(codeStep)
	last, err := p.profile.EndFactor(t.Context(), owner, goodPassword, otp(secret, stepOf(p.now), codeDigits), Caller{})
	if err != nil {
		t.Fatal(err)
	}
	p.whose(t, last, someone)
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, "", Caller{}); err != nil {
		t.Errorf("a code is asked for after all: %v", err)
	}
}

// A link stands for the password and not for the phone; only the program on the data goes past it.
func TestLinksDoNotGoPastTheSecondFactor(t *testing.T) {
	p := openPeople(t)
	s := p.secured(t, someone)
	link, err := p.links.SignIn(t.Context(), someone)
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]error{"": ErrCodeNeeded, s.wrongCode(p.now): ErrWrongCredentials} {
		if _, err := p.door.ByLink(t.Context(), link, code, Caller{}); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", code, err, want)
		}
	}
	if session, err := p.door.ByLink(t.Context(), link, s.code(p.now), Caller{}); err != nil {
		t.Errorf("with a code the link is not good any more: %v", err)
	} else {
		p.whose(t, session, someone)
	}
	if err := p.profile.ResetSecondFactor(t.Context(), someone); err != nil {
		t.Fatal(err)
	}
	if _, err := p.sessions.Find(t.Context(), s.session); !errors.Is(err, ErrUnknown) {
		t.Errorf("a session of before the reset: %v", err)
	}
	if link, err = p.links.SignIn(t.Context(), someone); err != nil {
		t.Fatal(err)
	}
	if _, err := p.door.ByLink(t.Context(), link, "", Caller{}); err != nil {
		t.Errorf("after the reset: %v", err)
	}
	for email, want := range map[string]error{someone: ErrNoFactor, someoneElse: store.ErrNotFound} {
		if err := p.profile.ResetSecondFactor(t.Context(), email); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", email, err, want)
		}
	}
}

func TestANewPasswordEndsEverythingElse(t *testing.T) {
	p := openPeople(t)
	first := p.owner(t)
	second, err := p.door.ByPassword(t.Context(), someone, goodPassword, "", Caller{Browser: "Firefox"})
	if err != nil {
		t.Fatal(err)
	}
	link, err := p.links.SignIn(t.Context(), someone)
	if err != nil {
		t.Fatal(err)
	}
	owner := p.user(t, someone)
	const better = "harbour violin cactus seven"
	var spec *SpecError
	if _, err := p.profile.ChangePassword(t.Context(), owner, goodPassword, "", "password1234", Caller{}); !errors.As(err, &spec) {
		t.Errorf("a common one: %v", err)
	}
	if _, err := p.profile.ChangePassword(t.Context(), owner, goodPassword, "", "kettle orbit "+owner.Email, Caller{}); !errors.As(err, &spec) {
		t.Errorf("a password with the address in it: %v", err)
	}
	if _, err := p.profile.ChangePassword(t.Context(), owner, "wrong", "", better, Caller{}); !errors.Is(err, ErrWrongCredentials) {
		t.Errorf("without the old one: %v", err)
	}
	p.whose(t, second, someone)
	renewed, err := p.profile.ChangePassword(t.Context(), owner, goodPassword, "", better, Caller{})
	if err != nil {
		t.Fatal(err)
	}
	p.whose(t, renewed, someone)
	for _, old := range []string{first, second} {
		if _, err := p.sessions.Find(t.Context(), old); !errors.Is(err, ErrUnknown) {
			t.Errorf("a session of before: %v", err)
		}
	}
	if _, err := p.door.ByLink(t.Context(), link, "", Caller{}); !errors.Is(err, ErrInvalidLink) {
		t.Errorf("a link of before: %v", err)
	}
	for password, want := range map[string]error{goodPassword: ErrWrongCredentials, better: nil} {
		if _, err := p.door.ByPassword(t.Context(), someone, password, "", Caller{}); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", password, err, want)
		}
	}
}

func TestUsersSeeAndEndTheirSessions(t *testing.T) {
	p := openPeople(t)
	here := p.owner(t)
	p.now = p.now.Add(time.Hour)
	enter := func(browser string) string {
		t.Helper()
		session, err := p.door.ByPassword(t.Context(), someone, goodPassword, "", Caller{Browser: browser})
		if err != nil {
			t.Fatal(err)
		}
		return session
	}
	firefox, chrome := enter("Firefox"), enter("Chrome")
	owner := p.user(t, someone)
	if _, err := p.users.Add(t.Context(), someoneElse, store.Grant{Role: store.Owner}); err != nil {
		t.Fatal(err)
	}
	list, err := p.sessions.Open(t.Context(), owner, here)
	if err != nil || len(list) != 3 || !list[2].This || list[0].This || list[2].Browser != "" || !list[2].Created.Equal(opening) {
		t.Fatalf("%+v, %v", list, err)
	}
	var id string
	for _, each := range list {
		if each.Browser == "Firefox" {
			id = each.ID
		}
	}
	if err := p.sessions.EndOne(t.Context(), p.user(t, someoneElse), id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("somebody else's session: %v", err)
	}
	p.whose(t, firefox, someone)
	if err := p.sessions.EndOne(t.Context(), owner, id); err != nil {
		t.Fatal(err)
	}
	if _, err := p.sessions.Find(t.Context(), firefox); !errors.Is(err, ErrUnknown) {
		t.Errorf("an ended session: %v", err)
	}
	p.whose(t, chrome, someone)
	if err := p.sessions.EndOthers(t.Context(), owner.ID, here); err != nil {
		t.Fatal(err)
	}
	p.whose(t, here, someone)
	if _, err := p.sessions.Find(t.Context(), chrome); !errors.Is(err, ErrUnknown) {
		t.Errorf("another session: %v", err)
	}
	if err := p.sessions.EndOthers(t.Context(), owner.ID, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := p.sessions.Find(t.Context(), here); !errors.Is(err, ErrUnknown) {
		t.Errorf("the last session: %v", err)
	}
}

func TestStrictSessionsEndSoon(t *testing.T) {
	for _, tt := range []struct {
		name  string
		looks []time.Duration // since signing in, all but the last while it lives
		lives bool
	}{
		{"unused, a moment before", []time.Duration{StrictSessionIdle - time.Millisecond}, true},
		{"unused", []time.Duration{StrictSessionIdle}, false},
		{"used", []time.Duration{20 * time.Minute, 45 * time.Minute}, true},
		{"used, then not", []time.Duration{20 * time.Minute, 50 * time.Minute}, false},
		{"used a moment ago", []time.Duration{10 * time.Minute, 39 * time.Minute}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := openPeople(t)
			session := p.owner(t) // under the usual policy
			if err := p.db.SetPolicy(t.Context(), store.Policy{StrictSessions: true}); err != nil {
				t.Fatal(err)
			}
			for i, at := range tt.looks {
				p.now = opening.Add(at)
				lives := i < len(tt.looks)-1 || tt.lives
				if _, err := p.sessions.Find(t.Context(), session); lives != (err == nil) || !lives && !errors.Is(err, ErrUnknown) {
					t.Fatalf("after %s: %v", at, err)
				}
			}
		})
	}
	p := openPeople(t)
	session := p.owner(t)
	if err := p.db.SetPolicy(t.Context(), store.Policy{StrictSessions: true}); err != nil {
		t.Fatal(err)
	}
	for at := time.Duration(0); at <= StrictSessionIdle; at += 10 * time.Minute {
		p.now = opening.Add(at)
		if _, err := p.sessions.Peek(t.Context(), session); (err == nil) != (at < StrictSessionIdle) {
			t.Fatalf("looked at alone, after %s: %v", at, err)
		}
	}
	p = openPeople(t)
	session = p.owner(t)
	if err := p.db.SetPolicy(t.Context(), store.Policy{StrictSessions: true}); err != nil {
		t.Fatal(err)
	}
	for at := time.Duration(0); at < StrictSessionLife; at += 20 * time.Minute {
		p.now = opening.Add(at)
		if _, err := p.sessions.Find(t.Context(), session); err != nil {
			t.Fatalf("always used, after %s: %v", at, err)
		}
	}
	p.now = opening.Add(StrictSessionLife)
	if _, err := p.sessions.Find(t.Context(), session); !errors.Is(err, ErrUnknown) {
		t.Errorf("always used, too long: %v", err)
	}
}

func TestSecretsOfFactorsAreSealed(t *testing.T) {
	p := openPeople(t)
	s := p.secured(t, someone)
	other := p.secured(t, someoneElse)
	factor, err := p.db.SecondFactor(t.Context(), p.user(t, someone).ID)
	if err != nil {
		t.Fatal(err)
	}
	if opened, err := p.door.vault.open(p.user(t, someone).ID, factor.Secret); err != nil || !bytes.Equal(opened, s.secret) {
		t.Errorf("%x, %v", opened, err)
	}
	// A row that was moved to somebody else opens nothing.
	if _, err := p.door.vault.open(p.user(t, other.email).ID, factor.Secret); err == nil {
		t.Error("it opens as another user's")
	}
	// Without the key nobody comes in by a code, and by a recovery code still.
	p.key = nil
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, s.code(p.now), Caller{}); !errors.Is(err, ErrNoSealingKey) {
		t.Errorf("without the key: %v", err)
	}
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, s.recovery[0], Caller{}); err != nil {
		t.Errorf("by a recovery code without the key: %v", err)
	}
	if err := p.db.Close(); err != nil {
		t.Fatal(err)
	}
	if shown := hash(s.session); !inFiles(t, p.dir, shown) {
		t.Fatal("the test does not find what is there: the hash of a session")
	}
	secrets := [][]byte{s.secret, []byte(unpadded().EncodeToString(s.secret)), []byte(s.session), []byte(goodPassword)}
	for _, code := range s.recovery {
		secrets = append(secrets, []byte(code), []byte(typedCode(code)))
	}
	for _, secret := range secrets {
		if inFiles(t, p.dir, secret) {
			t.Errorf("%q stands in the files", secret)
		}
	}
}

// inFiles tells whether some bytes stand in a file of a folder.
func inFiles(t *testing.T, dir string, text []byte) (found bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		found = found || bytes.Contains(data, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWaysInAreNoted(t *testing.T) {
	p := openPeople(t)
	p.owner(t)
	for _, password := range []string{"wrong", goodPassword} {
		_, _ = p.door.ByPassword(t.Context(), someone, password, "", Caller{})
	}
	_, _ = p.door.ByPassword(t.Context(), "typed by a stranger@shop.example", "wrong", "", Caller{})
	_, _ = p.door.ByPassword(t.Context(), "stranger@shop.example", "wrong", "", Caller{})
	list, err := p.log.List(t.Context(), store.AuditQuery{Limit: 10})
	if err != nil || len(list) != 4 {
		t.Fatalf("%+v, %v", list, err)
	}
	for i, want := range []store.AuditEntry{
		{Action: string(audit.SignInFailed)},
		{Action: string(audit.SignedIn), Actor: someone, Detail: "password"},
		{Action: string(audit.SignInFailed), Object: someone},
		{Action: string(audit.OwnerMade), Object: someone},
	} {
		got := list[i]
		if got.Action != want.Action || got.Actor != want.Actor || got.Object != want.Object || got.Detail != want.Detail {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}
