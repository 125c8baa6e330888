package enrich

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	chromeAndroid = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36"
	safariIPhone  = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
	firefoxLinux  = "Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0"
)

// standing is a clock that does not move.
func standing() time.Time { return time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC) }

func newTestAgents(t testing.TB, now func() time.Time) *Agents {
	t.Helper()
	a, err := NewAgents(100, now)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestParse(t *testing.T) {
	agents := newTestAgents(t, standing)
	for ua, want := range map[string]Agent{
		"":            {},
		"something":   {},
		chromeAndroid: {Device: Mobile, Browser: "Chrome Mobile", OS: "Android"},
		safariIPhone:  {Device: Mobile, Browser: "Mobile Safari", OS: "iOS"},
		firefoxLinux:  {Device: Desktop, Browser: "Firefox", OS: "Linux"},
		"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)": {Bot: BotCrawler},
	} {
		for range 2 { // parsed, then remembered
			if got := agents.Parse(ua); got != want {
				t.Errorf("%+v, want %+v: %s", got, want, ua)
			}
		}
	}
}

func TestParseReadsTheFirst512Bytes(t *testing.T) {
	agents := newTestAgents(t, standing)
	long := firefoxLinux + strings.Repeat(" ", maxUserAgent-len(firefoxLinux)) + "HeadlessChrome"
	if got := agents.Parse(long); got.Bot != BotNone || got.Browser != "Firefox" {
		t.Errorf("%+v", got)
	}
}

func TestRememberedAgentsCostNoAllocation(t *testing.T) {
	agents := newTestAgents(t, standing)
	agents.Parse(chromeAndroid)
	agents.Parse(chromeAndroid) // from seen once to seen often
	if n := testing.AllocsPerRun(100, func() { agents.Parse(chromeAndroid) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestBudgetCostsOnlyNames(t *testing.T) {
	now := standing()
	agents := newTestAgents(t, func() time.Time { return now })
	agents.budget.SetBurst(1)
	agents.Parse(chromeAndroid)

	want := Agent{Device: Desktop, Browser: "Firefox", OS: "Linux"}
	poor := want
	poor.Browser = ""
	if got := agents.Parse(firefoxLinux); got != poor {
		t.Errorf("budget spent: %+v, want %+v", got, poor)
	}
	if got := agents.Parse("curl/8.7.1"); got.Bot != BotLibrary {
		t.Errorf("budget spent: a robot counts as a person: %+v", got)
	}
	if got := agents.Parse(chromeAndroid); got.Browser != "Chrome Mobile" {
		t.Errorf("a remembered agent lost its name: %+v", got)
	}
	now = now.Add(time.Second / namesPerSecond)
	if got := agents.Parse(firefoxLinux); got != want {
		t.Errorf("budget refilled: %+v, want %+v", got, want)
	}
}

func TestFloodKeepsWhatShoppersHave(t *testing.T) {
	now := standing()
	agents := newTestAgents(t, func() time.Time { return now })
	agents.Parse(chromeAndroid)
	agents.Parse(chromeAndroid)
	for i := range 300 {
		now = now.Add(time.Second)
		agents.Parse(fmt.Sprintf("invented/%d", i))
	}
	if !agents.seen.Contains(chromeAndroid) {
		t.Error("300 invented agents pushed a common one out of a cache of 100")
	}
}

func TestParseConcurrently(t *testing.T) {
	agents := newTestAgents(t, standing)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 50 {
				if got := agents.Parse(firefoxLinux + fmt.Sprint(i%10)); got.Device != Desktop {
					t.Errorf("%+v", got)
				}
			}
		})
	}
	group.Wait()
}

func BenchmarkParseRemembered(b *testing.B) {
	agents := newTestAgents(b, standing)
	agents.Parse(chromeAndroid)
	b.ReportAllocs()
	for b.Loop() {
		agents.Parse(chromeAndroid)
	}
}

func BenchmarkParseNewBudgetSpent(b *testing.B) {
	agents := newTestAgents(b, standing)
	agents.budget.SetBurst(0)
	for b.Loop() {
		agents.Parse(chromeAndroid)
	}
}

func BenchmarkParseNew(b *testing.B) {
	agents := newTestAgents(b, standing)
	agents.budget.SetBurst(1 << 30)
	i := 0
	for b.Loop() {
		agents.Parse(fmt.Sprintf("%s %d", chromeAndroid, i))
		i++
	}
}
