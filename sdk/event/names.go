package event

// The names of the vocabulary: GA4's where GA4 has one. They are untyped, since an event's
// name may also be one that a shop made up.
const (
	NamePageView        = "page_view"
	NameUserEngagement  = "user_engagement"
	NameAdImpression    = "ad_impression"
	NameAdClick         = "ad_click"
	NameViewPromotion   = "view_promotion"
	NameSelectPromotion = "select_promotion"
	NameImpression      = "impression"
	NameSelectContent   = "select_content"
	NameClick           = "click"
	NameScroll          = "scroll"

	NameViewItemList      = "view_item_list"
	NameSelectItem        = "select_item"
	NameViewItem          = "view_item"
	NameSearch            = "search"
	NameViewSearchResults = "view_search_results"
	NameAddToWishlist     = "add_to_wishlist"
	NameCompareItems      = "compare_items"
	NameVideoStart        = "video_start"
	NameVideoComplete     = "video_complete"
	NameFileDownload      = "file_download"
	NameGenerateLead      = "generate_lead"
	NameSignUp            = "sign_up"

	NameAddToCart       = "add_to_cart"
	NameRemoveFromCart  = "remove_from_cart"
	NameViewCart        = "view_cart"
	NameCartMerged      = "cart_merged"
	NameBeginCheckout   = "begin_checkout"
	NameAddShippingInfo = "add_shipping_info"
	NameAddPaymentInfo  = "add_payment_info"
	NamePurchase        = "purchase"

	NameRefund              = "refund"
	NameOrderCancelled      = "order_cancelled"
	NameLogin               = "login"
	NameLogout              = "logout"
	NameSupportStarted      = "support_started"
	NameSupportEnded        = "support_ended"
	NameMessageSent         = "message_sent"
	NameMessageDelivered    = "message_delivered"
	NameMessageOpened       = "message_opened"
	NameMessageClicked      = "message_clicked"
	NameMessageBounced      = "message_bounced"
	NameMessageComplained   = "message_complained"
	NameMessageUnsubscribed = "message_unsubscribed"

	NameShare             = "share"
	NameReferralShared    = "referral_shared"
	NameReferralVisited   = "referral_visited"
	NameReferralConverted = "referral_converted"
	NameReviewSubmitted   = "review_submitted"
	NameMention           = "mention"

	NameSurveyShown     = "survey_shown"
	NameSurveyAnswered  = "survey_answered"
	NameSurveyDismissed = "survey_dismissed"

	NameAlertDisplayed    = "alert_displayed"
	NameFormStart         = "form_start"
	NameFormSubmit        = "form_submit"
	NameFormError         = "form_error"
	NameFormAbandon       = "form_abandon"
	NamePaymentRedirected = "payment_redirected"
	NamePaymentReturned   = "payment_returned"
	NamePaymentFailed     = "payment_failed"
	NameCouponDenied      = "coupon_denied"
	NameOutOfStock        = "out_of_stock"
	NamePriceChanged      = "price_changed"
	NamePriceShown        = "price_shown"
	NameShippingQuoted    = "shipping_quoted"
	NameAuthWall          = "auth_wall"
	NameOTPFailed         = "otp_failed"
	NameException         = "exception"
	NameServerError       = "server_error"
	NameRageClick         = "rage_click"
	NameDeadClick         = "dead_click"
	NameSlowPage          = "slow_page"
	NameWebVitals         = "web_vitals"
)

// The kinds of survey question.
const (
	SurveyNPS    = "nps"    // how likely to recommend, 0-10
	SurveyCSAT   = "csat"   // how satisfied, 1-5
	SurveyCES    = "ces"    // how easy, 1-7
	SurveyReason = "reason" // which of the reasons
	SurveyText   = "text"   // own words
)
