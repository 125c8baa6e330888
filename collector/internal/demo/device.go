package demo

import "fmt"

// device is a browser on a phone or a computer.
type device struct {
	visitor string // its first-party id, kept only by those who agreed
	agent   string
	ip      string
	mobile  bool
}

// browser is a kind of browser, with its user agent as a function of a version and a model.
type browser struct {
	share  float64
	mobile bool
	agent  func(d dice) string
}

var browsers = []browser{
	{0.30, true, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Mobile Safari/537.36", d.between(136, 142))
	}},
	{0.15, true, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Linux; Android %d; %s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Mobile Safari/537.36",
			d.between(12, 15), oneOf(d, []string{"SM-A546E", "SM-A155F", "2201117TG", "M2101K6G", "23053RN02Y"}), d.between(128, 131))
	}},
	{0.09, true, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/%d.0 Chrome/130.0.0.0 Mobile Safari/537.36", d.between(26, 28))
	}},
	{0.15, true, func(d dice) string {
		major, minor := d.between(16, 18), d.between(1, 6)
		return fmt.Sprintf("Mozilla/5.0 (iPhone; CPU iPhone OS %[1]d_%[2]d like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/%[1]d.%[2]d Mobile/15E148 Safari/604.1", major, minor)
	}},
	{0.03, true, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Android 14; Mobile; rv:%[1]d.0) Gecko/%[1]d.0 Firefox/%[1]d.0", d.between(138, 144))
	}},
	{0.16, false, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", d.between(137, 142))
	}},
	{0.04, false, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%[1]d.0.0.0 Safari/537.36 Edg/%[1]d.0.0.0", d.between(138, 142))
	}},
	{0.04, false, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:%[1]d.0) Gecko/20100101 Firefox/%[1]d.0", d.between(139, 144))
	}},
	{0.04, false, func(d dice) string {
		return fmt.Sprintf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.%d Safari/605.1.15", d.between(0, 6))
	}},
}

// robots are what comes and is nobody.
var robots = []string{
	"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
	"Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
	"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
	"python-requests/2.32.3",
}

// newDevice makes a browser. Phones change networks, so they get addresses of IPv6, which no
// two share; a home or an office has one of IPv4.
func newDevice(d dice, visitor string, mobile bool) device {
	b := pick(d, browsers, func(b browser) float64 {
		if b.mobile != mobile {
			return 0
		}
		return b.share
	})
	return device{visitor: visitor, agent: b.agent(d), ip: address(d, mobile), mobile: mobile}
}

// address is one of those that RFC 5737 and RFC 3849 set apart for documentation.
func address(d dice, mobile bool) string {
	if mobile {
		return fmt.Sprintf("2001:db8:%x:%x::%x", d.IntN(1<<16), d.IntN(1<<16), d.between(1, 1<<16-1))
	}
	return fmt.Sprintf("%s.%d", oneOf(d, []string{"192.0.2", "198.51.100", "203.0.113"}), d.between(1, 254))
}
