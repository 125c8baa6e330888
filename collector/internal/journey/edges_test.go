package journey_test

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/rehearsal"
)

// Readings too fine for a merchant's story: each of these numbers hangs on one condition of
// the fold that random histories hardly ever meet.
func TestFineReadings(t *testing.T) {
	for name, script := range map[string]string{
		"a lead that names a cart already ordered belongs to the visit of its opening": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 page_view url=/
+1m                  browser v1 add_to_cart cart=K1
+1m                  browser v1 purchase cart=K1 tx=T1 value=10GBP
+1m                  server  -  generate_lead cart=K1
---
range 2026-03-01 2026-03-01
lead_conversion_rate 1/1
`,
		"a customer's order without a visitor pauses the customer's checkouts": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  server - purchase customer=C1 tx=T1 value=10GBP
+29m                 server - begin_checkout customer=C1
---
range 2026-03-01 2026-03-01
checkout_completion_rate 0/0
`,
		"after half an hour they open carts again": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  server - purchase customer=C1 tx=T1 value=10GBP
+30m                 server - begin_checkout customer=C1
---
range 2026-03-01 2026-03-01
checkout_completion_rate 0/1
`,
		"a purchase without visitor is credited by its transaction": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 page_view url=/
+1m                  browser v1 purchase tx=T1 value=10GBP
+1m                  server  -  purchase tx=T1 value=10GBP engagement_time_msec=20000
---
range 2026-03-01 2026-03-01
time_on_site 20000/1
`,
		"orders recover carts in the order of their times": `
site timezone=UTC currency=GBP
2026-03-01 00:00:00  browser v1 add_to_cart cart=K1
+12h                 browser v1 add_to_cart cart=K2
2026-03-02 18:00:00  browser v1 purchase tx=T1 value=10GBP
2026-03-08 06:00:00  browser v1 purchase tx=T2 value=10GBP
---
# the first order brings back K2, the later one comes too late for K1
range 2026-03-01 2026-03-01
cart_recovery_rate 1/2
`,
		"friction without a cart id is of the checkout begun last": `
site timezone=UTC currency=GBP
2026-03-01 23:50:00  browser v1 begin_checkout cart=K1
2026-03-02 00:10:00  browser v1 begin_checkout cart=K2
+1m                  browser v1 coupon_denied
---
range 2026-03-01 2026-03-02
friction_rate 1/2
friction_rate[2026-03-01] 0/1
friction_rate[2026-03-02] 1/1
`,
		"a payment is lost at the bank only after its thirty minutes": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 begin_checkout cart=K1
2026-03-02 09:50:00  browser v1 payment_redirected cart=K1
---
range 2026-03-01 2026-03-01 as_of=2026-03-02T10:00:00Z
friction_rate 0/1
range 2026-03-01 2026-03-01 as_of=2026-03-02T10:20:00Z
friction_rate 1/1
`,
		"the visitor's own cart is the latest": `
site timezone=UTC currency=GBP
2026-03-01 23:50:00  browser v1 add_to_cart cart=K1
2026-03-02 00:10:00  browser v1 add_to_cart cart=K2
+1m                  server  v1 cart_merged cart=K3
+1m                  server  -  purchase cart=K3 tx=T1 value=10GBP
---
range 2026-03-01 2026-03-02
cart_abandonment_rate[2026-03-01] 1/1
cart_abandonment_rate[2026-03-02] 0/1
`,
		"the logout itself is still the customer's": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  server  v1 login customer=C1
2026-03-02 10:00:00  browser v1 logout
+1m                  server  -  generate_lead customer=C1
---
range 2026-03-02 2026-03-02
lead_conversion_rate 1/1
`,
		"what is found at an event counts as later than what it says": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 begin_checkout
+1m                  browser v1 price_shown total=100 currency=GBP
+1m                  browser v1 price_shown total=110 currency=GBP reason=trust
---
range 2026-03-01 2026-03-01
hindered.trust 1/1
leading.extra_costs 1
leading.trust 0
`,
		"a payment lost at the bank weighs more than what came after it, but no more than its equals": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 begin_checkout
+1m                  browser v1 payment_redirected
+1m                  browser v1 coupon_denied
2026-03-01 10:00:00  browser v2 begin_checkout
+1m                  browser v2 payment_redirected
+1m                  browser v2 out_of_stock
---
range 2026-03-01 2026-03-01
leading.gateway_lost 1
leading.coupon_denied 0
leading.out_of_stock 1
`,
		"a merged cart is worth what either stated last, and may be left by either": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 add_to_cart cart=K1
+1m                  browser v2 begin_checkout cart=K2 value=7GBP
+1m                  browser v1 begin_checkout cart=K1 value=9GBP
+1m                  server  v1 cart_merged cart=K2 from_cart_id=K1
+1m                  browser v1 coupon_denied cart=K1
---
range 2026-03-01 2026-03-01
hindered.coupon_denied 1/1
blamed.coupon_denied 9.00 GBP
`,
		"what happens after the window is no activity of the checkout": `
site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 begin_checkout cart=K1 value=7GBP
2026-03-02 09:55:00  browser v1 out_of_stock cart=K1
+10m                 browser v1 add_shipping_info cart=K1 value=9GBP
---
range 2026-03-01 2026-03-01
leading.out_of_stock 1
blamed.out_of_stock 7.00 GBP
`,
	} {
		t.Run(name, func(t *testing.T) { rehearsal.Script(t, script) })
	}
}
