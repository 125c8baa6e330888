package journey

import "time"

// The windows of the definitions, in milliseconds. All are half open, [t, t+d), but for
// sessionGap: a gap of exactly that long continues a session.
const (
	sessionGap     = int64(30 * time.Minute / time.Millisecond)
	sessionLength  = int64(24 * time.Hour / time.Millisecond)
	gatewayReturn  = int64(24 * time.Hour / time.Millisecond) // a payment gateway's visitor is still on the same visit
	creditWindow   = int64(24 * time.Hour / time.Millisecond)
	arrivalWindow  = int64(5 * time.Minute / time.Millisecond) // from an ad's or a message's click to the visit
	checkoutCredit = int64(24 * time.Hour / time.Millisecond)
	linkLookahead  = int64(30 * 24 * time.Hour / time.Millisecond)
	orderEpisode   = int64(30 * 24 * time.Hour / time.Millisecond) // purchases of one transaction id beyond it are another order
	reopenPause    = int64(30 * time.Minute / time.Millisecond)    // begin_checkout this soon after an order opens no cart
	recoveryWindow = int64(7 * 24 * time.Hour / time.Millisecond)
	lastStraw      = int64(10 * time.Minute / time.Millisecond) // before a checkout's last activity: what may have ended it
	gatewayLost    = int64(30 * time.Minute / time.Millisecond)
	referralWindow = int64(30 * 24 * time.Hour / time.Millisecond)
	engagementCap  = int64(30 * time.Second / time.Millisecond)
	engagedAfter   = int64(10 * time.Second / time.Millisecond)
	quarterHour    = int64(15 * time.Minute / time.Millisecond)
)

// within says that t lies in [from, from+d).
func within(t, from, d int64) bool { return t >= from && t-from < d }
