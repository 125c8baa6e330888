package dashboard_test

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// ready says that a page shows its answers.
const ready = `document.querySelector(".content")?.getAttribute("aria-busy") === "false"`

// One browser serves all tests, since starting it takes longer than most of them.
func TestInBrowser(t *testing.T) {
	b := browser.Start(t)
	for _, c := range []struct {
		name string
		test func(*testing.T, *browser.Browser, *collector)
	}{
		{"Sources", testSources},
		{"EveryPageInEnglish", testEveryPage("en")},
		{"EveryPageInPersian", testEveryPage("fa")},
		{"EveryPageInArabic", testEveryPage("ar")},
		{"NothingMoves", testNothingMoves},
		{"Words", testWords},
		{"HostileText", testHostileText},
		{"Links", testLinks},
		{"Range", testRangePicker},
		{"Keyboard", testKeyboard},
		{"Popovers", testPopovers},
		{"Settings", testSettings},
		{"ComingIn", testComingIn},
		{"Codes", testCodes},
		{"OwnAccount", testOwnAccount},
		{"Failures", testFailures},
		{"Empty", testEmpty},
		{"Folding", testFolding},
		{"Products", testProducts},
		{"Customers", testCustomers},
		{"Channels", testChannels},
		{"Funnel", testFunnel},
		{"Touchpoints", testTouchpoints},
		{"People", testPeople},
		{"LookingUp", testLookingUp},
		{"Live", testLive},
		{"Books", testBooks},
		{"Surveys", testSurveys},
		{"Connect", testConnect},
		{"Access", testAccess},
		{"KeyForm", testKeyForm},
		{"KeyUses", testKeyUses},
		{"Audit", testAudit},
		{"Erasing", testErasing},
		{"Keeping", testKeeping},
		{"LastLimit", testLastLimit},
		{"Inventory", testInventory},
		{"Viewers", testViewers},
		{"Notes", testNotes},
		{"Personas", testPersonas},
		{"Goals", testGoals},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, b, serve(t))
		})
	}
}

func testSources(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL)
	probe(t, p)
	testJalali(t, p)
	testAmounts(t, p)
	testEntered(t, p)
	testRanges(t, p)
	testSheets(t, p)
	testFigures(t, p)
	testReading(t, p)
	testTexts(t, p)
	testPaths(t, p)
	testDeeds(t, p)
	testQuotaBounds(t, p)
	testParts(t, p)
	testShown(t, p)
}

// before runs a script in every page of a tab before its own.
func before(t *testing.T, p *browser.Page, script string) {
	t.Helper()
	_, err := chromedp.Call(p.Context(), page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	if err != nil {
		t.Fatal(err)
	}
}

func quiet(t *testing.T, p *browser.Page) {
	t.Helper()
	for _, complaint := range p.Complaints() {
		t.Errorf("the console says %q", complaint)
	}
}

// show clicks on a button and waits until what it opens stands in its place.
func show(p *browser.Page, button, content string) {
	p.Click(button)
	p.Wait("document.querySelector(" + quoted(content) + ")")
	p.Eval(frames, nil)
}

// turnTo opens the menu of a narrow window and follows one of its links.
func turnTo(p *browser.Page, path string) {
	show(p, ".menu-all .menu-more", ".menu-all .menu-list")
	p.Click(".menu-all .menu-list a[href*='" + path + "']")
}

// frames passes when the page has been drawn twice.
const frames = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`

func text(p *browser.Page, css string) string {
	var got string
	p.Eval("document.querySelector("+quoted(css)+")?.textContent ?? ''", &got)
	return got
}
