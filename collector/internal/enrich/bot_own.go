package enrich

import "strings"

// ownRule adds to the list what it lacks. Texts are in lower case.
type ownRule struct {
	reason   string
	prefixes []string
	parts    []string
}

var ownRuleList = []ownRule{
	{
		reason: BotHeadless,
		parts:  []string{"wkhtmlto", "slimerjs", "dumprendertree", "htmlunit", "jsdom/", "headless", "cypress/"},
	},
	{
		reason: BotLibrary,
		prefixes: []string{
			"java/", "python", "php/", "ruby", "perl", "pycurl", "curl", "libcurl", "lwp", "faraday", "guzzle",
			"restsharp", "postman", "insomnia", "undici", "node", "dart/", "reqwest", "ureq", "rest-client",
			"typhoeus", "unirest", "apache-http", "jakarta", "httpclient", "http_request", "wininet", "winhttp",
			"axios", "got/", "superagent", "needle/", "mojolicious", "hackney", "k6/", "vegeta", "apachebench",
		},
		parts: []string{"winhttp", "http-client", "commons-httpclient", "http-java-client"},
	},
	{
		reason: BotCrawler,
		prefixes: []string{
			"http://", "https://", "whatsapp", "viber", "paypal/auhr", "expanse, a palo alto", "facebookplatform",
			"robosourcer", "catexplorador", "netnewswire", "wsr-agent",
		},
		parts: []string{
			"crawl", "spider", "scraper", "slurp", "fetcher", "feedparser", "rss reader", "archiver", "linkexpander",
			"webinspector", "siteanalyzer", "pageanalyzer", "website analysis", "securityscanner", "favicon",
			"screenshot", "wappalyzer", "builtwith", "shrinktheweb", "wordpress.com mshots", "ruxitrecorder",
			"safeassign", "nitro-optimizer", "burpcollaborator", "prerender", "thunderstone", "wsdata.com",
			"google-ads", "google-adwords", "google-shopping", "google-speakr", "google_analytics_snippet",
			// Robots leave their address behind a plus sign; a link without one may be an app's.
			"+http",
		},
	},
}

// ownRules expects a user agent in lower case.
func ownRules(ua string) string {
	for _, rule := range ownRuleList {
		for _, prefix := range rule.prefixes {
			if strings.HasPrefix(ua, prefix) {
				return rule.reason
			}
		}
		for _, part := range rule.parts {
			if strings.Contains(ua, part) {
				return rule.reason
			}
		}
	}
	if saysBot(ua) {
		return BotCrawler
	}
	return BotNone
}

// saysBot finds "bot" at the end of a robot's name: before a version, a bracket, a separator
// or the end. "B BOT 550" and "CUBOT" are phones.
func saysBot(ua string) bool {
	for rest := ua; ; {
		i := strings.Index(rest, "bot")
		if i < 0 {
			return false
		}
		before, after := rest[:i], rest[i+len("bot"):]
		rest = after
		if strings.HasSuffix(before, "cu") {
			continue
		}
		if after == "" || strings.HasPrefix(after, " (") || strings.ContainsRune("/;,)-+", rune(after[0])) {
			return true
		}
		if strings.HasSuffix(before, "google") {
			return true
		}
	}
}
