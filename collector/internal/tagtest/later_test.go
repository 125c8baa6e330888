package tagtest

import (
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// occasion lets the network say that it is back, which it does when it was away for an instant.
const occasion = `dispatchEvent(new Event("online"))`

// lacking opens a page to which a part of the tag does not come for so many times, and waits
// until it is missing.
func (s shop) lacking(t *testing.T, name string, times int) *visit {
	t.Helper()
	s.still = true
	v := s.visit(t)
	v.stub.lost = map[string]int{name: times}
	v.Open(v.url + "/")
	v.ready()
	v.Wait(`missing === 1`)
	return v
}

// What is clicked on and played before the file is there that watches for it is told of once it
// is: here it comes the second time.
func TestWhoIsQuickerThanTheTag(t *testing.T) {
	t.Parallel()
	v := shop{before: stay + `
			window.ends = 0;
			addEventListener("ended", () => ends++, true);
			addEventListener("click", ({target}) => target.id === "play" && document.querySelector("audio").play());`,
		body: `<a id="out" href="https://bank.example/pay?order=7">out</a> <a id="guide" href="/guide.pdf">guide</a>
			<button id="play">play</button><audio src="/sound.wav"></audio>`,
	}.lacking(t, "late", 1)
	for _, link := range []string{"#out", "#guide", "#play"} {
		v.Click(link)
	}
	v.Wait(`ends === 1`)
	if n := v.stub.asked("late"); n != 1 {
		t.Fatalf("asked %d times before it is time", n)
	}
	v.pass(5000)
	v.Eval(occasion, nil)
	v.late()
	v.Click("#out") // the control, and once is once
	want := map[string]int{event.NameClick: 2, event.NameFileDownload: 1, event.NameVideoStart: 1, event.NameVideoComplete: 1}
	all := v.rest()
	for name, n := range want {
		if got := len(named(all, name)); got != n {
			t.Errorf("%d %s, want %d", got, name, n)
		}
	}
	if first := slices.IndexFunc(all, func(e event.Event) bool { return e.Name == event.NameClick }); first < 0 || all[first].Params.Text("link_url") != "https://bank.example/pay" {
		t.Errorf("%v", all)
	}
}

// Without consent nothing of it is kept.
func TestClicksBeforeConsentAreNobodys(t *testing.T) {
	t.Parallel()
	v := shop{before: stay, attributes: `data-consent="none"`, still: true, body: `<a id="out" href="https://bank.example/pay">out</a> <a id="guide" href="/guide.pdf">guide</a>`}.open(t, "/").ready()
	v.Click("#out")
	v.Eval(`safar("consent", "anonymous")`, nil)
	v.Click("#guide") // the control, which calls for the file as well
	v.late()
	all := v.rest()
	if len(named(all, event.NameClick)) > 0 || len(named(all, event.NameFileDownload)) != 1 {
		t.Errorf("%v", names(all))
	}
}

// A file that does not come is asked for again when the visitor does something or the network is
// back, not at once, and not for ever.
func TestFileIsAskedForAgain(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"late", "friction", "survey"} {
		t.Run(name, func(t *testing.T) {
			v := shop{before: queue + `safar("survey", {kind: "csat"})`, body: `<button id="any">any</button>`}.lacking(t, name, 2)
			for i := range 2 {
				v.Click("#any")
				v.pass(4999)
				v.Eval(occasion, nil)
				if n := v.stub.asked(name); n != i+1 {
					t.Fatalf("asked %d times, want %d", n, i+1)
				}
				v.pass(1)
				v.Click("#any")
				v.until("asked again", func() bool { return v.stub.asked(name) == i+2 })
				if i == 0 {
					v.Wait(`missing === 2`)
				}
			}
			v.has(name)
			if name == "survey" {
				v.Wait(prompt)
			}
		})
	}

	v := shop{}.lacking(t, "friction", 9)
	again := func() {
		v.pass(5000)
		v.Eval(occasion, nil)
		v.frames()
	}
	v.until("asked three times", func() bool { again(); return v.stub.asked("friction") == 3 })
	v.Wait(`missing === 3`)
	again()
	again()
	v.rest()
	if n := v.stub.asked("friction"); n != 3 {
		t.Errorf("asked %d times for what does not come", n)
	}
}
