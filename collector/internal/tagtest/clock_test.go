package tagtest

import (
	"fmt"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// patience is how long something may take that is to happen: a bound for what never comes and
// no measure of anything, since machines are busy.
const patience = 90 * time.Second

// standing is a page's clock that stands until a test lets time pass: then what waits happens
// in its order, each in a task of its own. What waits for nothing happens at once as ever. So
// whoever is kept waiting, the page, the browser or the test, the page's time does not notice.
// No time passes either while the collector is asked, unless it hangs. The clock keeps when
// the tag asked it, and how many requests have no answer.
const standing = `(() => {
	const set = window.setTimeout.bind(window), clear = window.clearTimeout.bind(window), ask = window.fetch.bind(window);
	let now = performance.now(), last = 1e9, held = [];
	performance.now = () => now;
	window.setTimeout = (f, wait, ...args) => {
		if (!(wait > 0)) return set(f, 0, ...args);
		held.push({id: ++last, at: now + wait, run: () => f(...args)});
		return last;
	};
	window.clearTimeout = (id) => {
		held = held.filter((timer) => timer.id !== id);
		clear(id);
	};
	const task = () => new Promise((done) => set(done, 0));
	window.clock = {
		asked: [],
		open: 0,
		hangs: false,
		// What the page does by itself has been done: in its tasks, and with what they draw.
		frames: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(task),
		async pass(ms) {
			const end = now + ms;
			const rest = async () => { do await task(); while (clock.open && !clock.hangs); };
			for (await rest(); ; await rest()) {
				const [next] = held.sort((a, b) => a.at - b.at);
				if (!next || next.at > end) break;
				held.shift();
				now = Math.max(now, next.at);
				set(next.run, 0);
			}
			now = end;
		},
	};
	window.fetch = (url, options) => {
		const answer = ask(url, options);
		if (String(url).includes("/v1/events")) {
			clock.asked.push(now);
			clock.open++;
			const end = () => set(() => clock.open--, 0); // after whoever asked has it
			answer.then(end, end);
		}
		return answer;
	};
})();`

// pass lets a number of milliseconds pass on a page whose clock stands.
func (v *visit) pass(ms int) { v.Eval(fmt.Sprintf(`clock.pass(%d)`, ms), nil) }

// frames waits until the page has drawn what it is about to draw.
func (v *visit) frames() { v.Eval(`clock.frames()`, nil) }

// asked are the times at which the tag asked the collector, on the page's clock.
func (v *visit) asked() []float64 {
	var times []float64
	v.Eval(`clock.asked`, &times)
	return times
}

// rest tells of a last event on a page whose clock stands, and returns all events once that is
// there: what happened before it is, too.
func (v *visit) rest() []event.Event {
	v.stub.t.Helper()
	v.Eval(`safar("track", "share")`, nil)
	return v.inTime("a last event", func(all []event.Event) bool { return len(named(all, "share")) > 0 })
}

// inTime lets time pass until the events that were accepted satisfy a condition, and returns
// them.
func (v *visit) inTime(what string, is func([]event.Event) bool) (all []event.Event) {
	v.stub.t.Helper()
	v.until(what, func() bool {
		v.pass(1000) // a batch waits that long for company
		all = v.stub.events()
		return is(all)
	})
	return all
}
