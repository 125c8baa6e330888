package enrich

import "strings"

// The device classes.
const (
	Desktop  = "desktop"
	Mobile   = "mobile"
	Tablet   = "tablet"
	TV       = "tv"
	Console  = "console"
	Wearable = "wearable" // watches and headsets
)

// deviceRule is asked in order; the first that matches names the class. Words are parts of
// the user agent in lower case, systems are families of the user agent database.
type deviceRule struct {
	class   string
	words   []string
	systems []string
}

// The order matters: televisions and consoles say Android, Linux or Windows too, tablets say
// Mobile, and Internet Explorer on a desktop may say Tablet PC.
var deviceRules = []deviceRule{
	{Console, []string{"playstation", "nintendo", "xbox"}, nil},
	{
		TV,
		[]string{
			"smart-tv", "smarttv", "smart tv", "googletv", "google tv", "android tv", "appletv", "apple tv", "hbbtv",
			"netcast", "web0s", "bravia", "crkey", "roku", "philipstv", "viera", "aquos", "mibox", "tv box", "dtv",
			"; aft", "large screen",
		},
		[]string{"tvOS", "ATV OS X", "Chromecast", "FireHbbTV", "WebTV"},
	},
	{Wearable, []string{"watch", "wear os", "oculusbrowser", "quest 2", "quest 3", "quest pro"}, []string{"WatchOS"}},
	{Tablet, []string{"ipad", "playbook", "touchpad", "kindle", "silk/"}, []string{"BlackBerry Tablet OS"}},
	{Mobile, []string{"windows phone", "iemobile", "iphone", "ipod"}, []string{"Windows Phone", "Windows Mobile", "Windows CE"}},
	{Desktop, nil, []string{"Windows", "Chrome OS", "Mac OS X", "Mac OS"}},
	{
		Mobile,
		[]string{"mobile", "phone", "opera mini", "opera mobi", "midp", "j2me", "ucweb", "dalvik", "symb", "maui"},
		[]string{"BlackBerry OS", "Symbian OS", "KaiOS", "Firefox OS", "Bada", "Brew MP", "Nokia Series 40"},
	},
	{Tablet, []string{"tablet"}, []string{"Android"}}, // Android without Mobile, as Google tells tablets
	{Mobile, nil, []string{"iOS"}},
	{
		Desktop,
		[]string{"x11;", "linux x86_64", "linux i686", "macintosh", "cros "},
		[]string{
			"Linux", "Ubuntu", "Debian", "Fedora", "Red Hat", "SUSE", "Gentoo", "Arch Linux", "Mageia", "Linux Mint",
			"CentOS", "FreeBSD", "OpenBSD", "NetBSD", "Solaris",
		},
	},
}

// device is the class of a user agent, given in lower case, and its operating system.
func device(ua, system string) string {
	for _, rule := range deviceRules {
		for _, word := range rule.words {
			if strings.Contains(ua, word) {
				return rule.class
			}
		}
		for _, name := range rule.systems {
			if system == name || name == "Chromecast" && strings.HasPrefix(system, name) {
				return rule.class
			}
		}
	}
	return ""
}
