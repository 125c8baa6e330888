package enrich

import (
	"regexp"
	"testing"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/sdk/event"
)

// In-app browsers, phones and apps whose user agents hold a word that robots' do.
var people = []string{
	"Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.7151.115 Mobile Safari/537.36 Instagram 400.0.0.58.159 Android (35/15; 480dpi; 1080x2400; OPPO; CPH2557; OP573DL1; mt6833; fa_IR; 822918295; IABMV/1)",
	"Mozilla/5.0 (Linux; Android 14; SM-A155F Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36 MetaIAB Facebook",
	"Mozilla/5.0 (Linux; Android 6.0; B BOT 550) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.93 Mobile Safari/537.36",
	"Mozilla/5.0 (Linux; Android 8.0.0; CUBOT_X18_Plus Build/O00623; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/80.0.3987.132 Mobile Safari/537.36",
	"Opera/9.80 (MAUI Runtime; Opera Mini/4.4.39008/37.9178; U; en) Presto/2.12.423 Version/12.16",
	"Mozilla/5.0 (iPad; U; CPU iPhone OS 7_0 like Mac OS X; de-DE) WIRED/3.2.3.11.87970",
	"Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/49.0.2623.221 Safari/537.36 SE 2.X MetaSr 1.0 SogouExplorer",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/86.0 Chrome/80.0.3987.180 Safari/537.36",
	"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/467.0;FBDV/iPhone14,5;FBSN/iOS;FBCR/Operator/X;FBID/phone]",
}

func TestPeopleAreNoRobots(t *testing.T) {
	robots := newTestRobots(t)
	for _, ua := range append(people, chromeAndroid, safariIPhone, firefoxLinux) {
		if reason := robots.reason(ua); reason != BotNone {
			t.Errorf("%s for a person's %s", reason, ua)
		}
	}
}

func TestReasons(t *testing.T) {
	robots := newTestRobots(t)
	for ua, want := range map[string]string{
		"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)":                                       BotCrawler,
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36":  BotHeadless,
		"Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/602.1 (KHTML, like Gecko) wkhtmltopdf Version/9.0 Safari/602.1": BotHeadless,
		"curl/8.7.1":                    BotLibrary,
		"Java/17.0.2":                   BotLibrary,
		"Go-http-client/2.0":            BotLibrary,
		"okhttp/4.12.0":                 BotLibrary,
		"WhatsApp/2.23.20.0":            BotCrawler,
		"TelegramBot (like TwitterBot)": BotCrawler,
		"Mozilla/5.0 (compatible; NewShopBot/1.0; +https://new.example)": BotCrawler,
	} {
		if got := robots.reason(ua); got != want {
			t.Errorf("%q, want %q: %s", got, want, ua)
		}
	}
}

// TestPlainTextIsTheSame holds the cheap forms of patterns against the patterns themselves.
func TestPlainTextIsTheSame(t *testing.T) {
	subjects := append(reference.UserAgents(t, "user_agents/isbot_bots.txt"), people...)
	err := pairs("crawlers.tsv", "\t", func(_, pattern string) error {
		var class robotClass
		if err := class.add(pattern); err != nil {
			return err
		}
		re := regexp.MustCompile(pattern)
		for _, ua := range subjects {
			if class.matches(ua) != re.MatchString(ua) {
				t.Errorf("pattern %q: %v for %s", pattern, class.matches(ua), ua)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLabelledUserAgents(t *testing.T) {
	robots := newTestRobots(t)
	bots, notBots := reference.UserAgents(t, "user_agents/isbot_bots.txt"), reference.UserAgents(t, "user_agents/isbot_not_bots.txt")
	if len(bots) != 272 || len(notBots) != 47 {
		t.Fatalf("%d bots and %d browsers, want 272 and 47", len(bots), len(notBots))
	}
	caught, wrong := 0, 0
	for _, ua := range bots {
		if robots.reason(ua) != BotNone {
			caught++
			continue
		}
		t.Logf("missed: %s", ua)
	}
	for _, ua := range notBots {
		if reason := robots.reason(ua); reason != BotNone {
			wrong++
			t.Errorf("%s for a browser: %s", reason, ua)
		}
	}
	recall := float64(caught) / float64(len(bots))
	t.Logf("precision %.4f, recall %.4f (%d of %d)", float64(caught)/float64(caught+wrong), recall, caught, len(bots))
	if recall < 0.97 {
		t.Errorf("recall %.4f, want at least 0.97", recall)
	}
}

func TestBotDependsOnTheSender(t *testing.T) {
	crawler, library := Agent{Bot: BotCrawler}, Agent{Bot: BotLibrary}
	client := &event.Client{UserAgent: "x"}
	for name, c := range map[string]struct {
		event event.Event
		kind  event.KeyKind
		ua    string
		agent Agent
		want  string
	}{
		"browser":                        {event.Event{Name: "page_view"}, event.BrowserKey, "x", Agent{}, BotNone},
		"crawler in a browser's place":   {event.Event{Name: "page_view"}, event.BrowserKey, "x", crawler, BotCrawler},
		"crawler's purchase":             {event.Event{Name: "purchase"}, event.BrowserKey, "x", crawler, BotCrawler},
		"no user agent":                  {event.Event{Name: "page_view"}, event.BrowserKey, " ", Agent{}, BotNoUserAgent},
		"server for a crawler":           {event.Event{Name: "page_view", Client: client}, event.ServerKey, "x", crawler, BotCrawler},
		"server for an unknown client":   {event.Event{Name: "page_view", Client: client}, event.ServerKey, "", Agent{}, BotNone},
		"server alone":                   {event.Event{Name: "message_sent"}, event.ServerKey, "", crawler, BotNone},
		"purchase by a server":           {event.Event{Name: "purchase", Client: client}, event.ServerKey, "x", crawler, BotNone},
		"refund by a server":             {event.Event{Name: "refund", Client: client}, event.ServerKey, "x", crawler, BotNone},
		"cancellation by a server":       {event.Event{Name: "order_cancelled", Client: client}, event.ServerKey, "x", crawler, BotNone},
		"app by its HTTP library":        {event.Event{Name: "page_view", Surface: event.SurfaceApp}, event.BrowserKey, "x", library, BotNone},
		"app without user agent":         {event.Event{Name: "page_view", Surface: event.SurfaceApp}, event.BrowserKey, "", Agent{}, BotNone},
		"crawler that calls itself app":  {event.Event{Name: "page_view", Surface: event.SurfaceApp}, event.BrowserKey, "x", crawler, BotCrawler},
		"HTTP library on the shop's web": {event.Event{Name: "page_view", Surface: event.SurfaceWeb}, event.BrowserKey, "x", library, BotLibrary},
	} {
		if got := Bot(&c.event, c.kind, c.ua, c.agent); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func newTestRobots(t *testing.T) *robots {
	t.Helper()
	r, err := newRobots()
	if err != nil {
		t.Fatal(err)
	}
	return r
}
