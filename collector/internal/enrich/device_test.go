package enrich

import "testing"

func TestDevice(t *testing.T) {
	agents := newTestAgents(t, standing)
	const chrome = " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0"
	for ua, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64)" + chrome + " Safari/537.36":          Desktop,
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)" + chrome + " Safari/537.36":    Desktop,
		"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)" + chrome + " Safari/537.36":           Desktop,
		"Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; Tablet PC 2.0)": Desktop,
		"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0": Desktop,
		safariIPhone:  Mobile,
		chromeAndroid: Mobile,
		"Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36 Instagram 330.0": Mobile,
		"Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0":                                                                                   Mobile,
		"Dalvik/2.1.0 (Linux; U; Android 9; SM-A505F Build/PPR1.180610.011)":                                                                                     Mobile,
		"Opera/9.80 (J2ME/MIDP; Opera Mini/9.80/35.5706; U; fa) Presto/2.8.119 Version/11.10":                                                                    Mobile,
		"Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5":                                                                         Mobile,
		"Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) Chrome/52.0 Mobile Safari/537.36":                                                 Mobile,
		"Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 Version/12.1.2 Mobile/15E148 Safari/604.1":                                           Tablet,
		"Mozilla/5.0 (Linux; Android 13; SM-X700)" + chrome + " Safari/537.36":                                                                                   Tablet,
		"Mozilla/5.0 (Android 13; Tablet; rv:126.0) Gecko/126.0 Firefox/126.0":                                                                                   Tablet,
		"Mozilla/5.0 (Linux; Android 5.1.1; KFSUWI) AppleWebKit/537.36 Silk/95.2.9 like Chrome/95.0 Safari/537.36":                                               Tablet,
		"Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 SamsungBrowser/2.1 Chrome/76.0 TV Safari/537.36":                                            TV,
		"Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 Chrome/79.0.3945.79 Safari/537.36 WebAppManager":                                                  TV,
		"Mozilla/5.0 (Linux; Android 9; BRAVIA 4K GB)" + chrome + " Safari/537.36":                                                                               TV,
		"Mozilla/5.0 (Linux; Android 7.1.2; AFTMM Build/NS6265; wv)" + chrome + " Mobile Safari/537.36":                                                          TV,
		"Mozilla/5.0 (PlayStation; PlayStation 5/9.00) AppleWebKit/605.1.15 Version/13.0 Safari/605.1.15":                                                        Console,
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 Chrome/90.0 Safari/537.36 Edge/44":                                         Console,
		"Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/606.4 NF/6.0.1.15.4 NintendoBrowser/5.1.0.20393":                                           Console,
		"atc/1.0 watchOS/5.1.3 model/Watch3,4 hwp/t8004 build/16S535 (6; dt:156)":                                                                                Wearable,
		"Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 OculusBrowser/33.0 Chrome/124.0 VR Safari/537.36":                                           Wearable,
		"okhttp/4.12.0": "",
	} {
		if got := agents.Parse(ua).Device; got != want {
			t.Errorf("%q, want %q: %s", got, want, ua)
		}
	}
}
