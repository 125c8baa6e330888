package event

var commonParams = []Param{
	{Key: "value", Type: TypeMoney},
	{Key: "currency", Type: TypeCurrency},
	{Key: "items", Type: TypeItems},
	{Key: "count", Type: TypeCount},
	{Key: "engagement_time_msec", Type: TypeWhole},
}

var (
	transactionParam = Param{Key: "transaction_id", Type: TypeID, Required: true}
	shippingParam    = Param{Key: "shipping", Type: TypeMoney}
	taxParam         = Param{Key: "tax", Type: TypeMoney}
	reasonParam      = Param{Key: "reason", Type: TypeChoice, Choices: Reasons()}
	detailParam      = Param{Key: "detail", Type: TypeText}
	stageParam       = Param{Key: "stage", Type: TypeChoice, Choices: []string{
		string(Awareness), string(Evaluation), string(Purchase), string(Return), string(Advocacy)}}

	adParams       = []Param{{Key: "cost", Type: TypeMoney}}
	messageParams  = []Param{{Key: "message_id", Type: TypeID}, {Key: "campaign", Type: TypeText}}
	referralParams = []Param{{Key: "referral_code", Type: TypeID}}
	surveyParams   = []Param{{Key: "survey_id", Type: TypeID}, {Key: "response_id", Type: TypeID},
		{Key: "kind", Type: TypeChoice, Choices: surveyKinds}, stageParam}
	surveyKinds    = []string{SurveyNPS, SurveyCSAT, SurveyCES, SurveyReason, SurveyText}
	obstacleParams = []Param{reasonParam, detailParam}
	formParams     = []Param{{Key: "form", Type: TypeText}, reasonParam, detailParam}
	clickParams    = []Param{{Key: "element", Type: TypeText}, reasonParam, detailParam}
	paymentParams  = []Param{{Key: "attempt_id", Type: TypeID}, reasonParam, detailParam}
)

// vocabulary is the whole of the names, a row each.
var vocabulary = []Name{
	{Name: NamePageView, Stage: Awareness},
	{Name: NameUserEngagement, Stage: Awareness},
	{Name: NameAdImpression, Stage: Awareness, Params: adParams},
	{Name: NameAdClick, Stage: Awareness, Params: adParams},
	{Name: NameViewPromotion, Stage: Awareness},
	{Name: NameSelectPromotion, Stage: Awareness},
	{Name: NameImpression, Stage: Awareness},
	{Name: NameSelectContent, Stage: Awareness},
	{Name: NameClick, Stage: Awareness},
	{Name: NameScroll, Stage: Awareness},

	{Name: NameViewItemList, Stage: Evaluation},
	{Name: NameSelectItem, Stage: Evaluation},
	{Name: NameViewItem, Stage: Evaluation},
	{Name: NameSearch, Stage: Evaluation},
	{Name: NameViewSearchResults, Stage: Evaluation},
	{Name: NameAddToWishlist, Stage: Evaluation},
	{Name: NameCompareItems, Stage: Evaluation},
	{Name: NameVideoStart, Stage: Evaluation},
	{Name: NameVideoComplete, Stage: Evaluation},
	{Name: NameFileDownload, Stage: Evaluation},
	{Name: NameGenerateLead, Stage: Evaluation},
	{Name: NameSignUp, Stage: Evaluation},

	{Name: NameAddToCart, Stage: Purchase},
	{Name: NameRemoveFromCart, Stage: Purchase},
	{Name: NameViewCart, Stage: Purchase},
	{Name: NameCartMerged, Stage: Purchase, Params: []Param{{Key: "from_cart_id", Type: TypeID}}},
	{Name: NameBeginCheckout, Stage: Purchase},
	{Name: NameAddShippingInfo, Stage: Purchase},
	{Name: NameAddPaymentInfo, Stage: Purchase},
	{Name: NamePurchase, Stage: Purchase, Params: []Param{transactionParam, taxParam, shippingParam,
		{Key: "coupon", Type: TypeText}, {Key: "referral_code", Type: TypeID}}},

	{Name: NameRefund, Stage: Return, ServerOnly: true,
		Params: []Param{transactionParam, {Key: "refund_id", Type: TypeID}, taxParam, shippingParam}},
	{Name: NameOrderCancelled, Stage: Return, ServerOnly: true, Params: []Param{transactionParam}},
	{Name: NameLogin, Stage: Return},
	{Name: NameLogout, Stage: Return},
	{Name: NameSupportStarted, Stage: Return},
	{Name: NameSupportEnded, Stage: Return},
	{Name: NameMessageSent, Stage: Return, ServerOnly: true, Params: messageParams},
	{Name: NameMessageDelivered, Stage: Return, ServerOnly: true, Params: messageParams},
	{Name: NameMessageOpened, Stage: Return, ServerOnly: true, Params: messageParams},
	{Name: NameMessageClicked, Stage: Return, ServerOnly: true, Params: messageParams},
	{Name: NameMessageBounced, Stage: Return, ServerOnly: true, Params: messageParams},
	{Name: NameMessageComplained, Stage: Return, ServerOnly: true, Params: messageParams},
	{Name: NameMessageUnsubscribed, Stage: Return, ServerOnly: true, Params: messageParams},

	{Name: NameShare, Stage: Advocacy},
	{Name: NameReferralShared, Stage: Advocacy, Params: referralParams},
	{Name: NameReferralVisited, Stage: Advocacy, Params: referralParams},
	{Name: NameReferralConverted, Stage: Advocacy, ServerOnly: true, Params: referralParams},
	{Name: NameReviewSubmitted, Stage: Advocacy, Params: []Param{
		{Key: "rating", Type: TypeScore, Min: 1, Max: 5}, {Key: "text", Type: TypeText}}},
	{Name: NameMention, Stage: Advocacy, ServerOnly: true, Params: []Param{{Key: "sentiment", Type: TypeSigned}}},

	{Name: NameSurveyShown, Stage: Return, Survey: true, Params: surveyParams},
	{Name: NameSurveyAnswered, Stage: Return, Survey: true, Params: []Param{
		{Key: "survey_id", Type: TypeID}, {Key: "response_id", Type: TypeID},
		{Key: "kind", Type: TypeChoice, Required: true, Choices: surveyKinds},
		{Key: "score", Type: TypeScore, Min: 0, Max: 10}, // narrower by kind
		{Key: "text", Type: TypeText}, reasonParam, detailParam, stageParam}},
	{Name: NameSurveyDismissed, Stage: Return, Survey: true, Params: surveyParams},

	{Name: NameAlertDisplayed, Stage: Purchase, Friction: FrictionAlways, Reason: NameAlertDisplayed,
		Params: []Param{{Key: "type", Type: TypeText}, reasonParam, detailParam}},
	{Name: NameFormStart, Stage: Purchase, Friction: FrictionWithReason, Params: formParams},
	{Name: NameFormSubmit, Stage: Purchase, Friction: FrictionWithReason, Params: formParams},
	{Name: NameFormError, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonFieldError,
		Params: []Param{{Key: "form", Type: TypeText}, {Key: "field", Type: TypeText}, {Key: "rule", Type: TypeText},
			{Key: "digits", Type: TypeChoice, Choices: []string{"latin", "persian", "arabic"}}, reasonParam, detailParam}},
	{Name: NameFormAbandon, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonTooLong,
		Params: []Param{{Key: "form", Type: TypeText}, {Key: "last_field", Type: TypeText},
			{Key: "refocus", Type: TypeFree}, {Key: "deletion", Type: TypeFree}, {Key: "hesitation", Type: TypeFree},
			reasonParam, detailParam}},
	{Name: NamePaymentRedirected, Stage: Purchase, Friction: FrictionWithReason, Params: paymentParams},
	{Name: NamePaymentReturned, Stage: Purchase, Friction: FrictionWithReason, Params: paymentParams},
	{Name: NamePaymentFailed, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonPaymentDeclined,
		Params: []Param{{Key: "attempt_id", Type: TypeID}, {Key: "class", Type: TypeText}, {Key: "code", Type: TypeText},
			{Key: "retryable", Type: TypeBool}, reasonParam, detailParam}},
	{Name: NameCouponDenied, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonCouponDenied, Params: obstacleParams},
	{Name: NameOutOfStock, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonOutOfStock, Params: obstacleParams},
	{Name: NamePriceChanged, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonPriceChanged, Params: obstacleParams},
	{Name: NamePriceShown, Stage: Purchase, Friction: FrictionWithReason,
		Params: []Param{{Key: "items", Type: TypeSubtotal}, shippingParam, taxParam,
			{Key: "discount", Type: TypeBalance}, {Key: "total", Type: TypeMoney}, reasonParam, detailParam}},
	{Name: NameShippingQuoted, Stage: Purchase, Friction: FrictionWithReason,
		Params: []Param{{Key: "amount", Type: TypeMoney}, {Key: "serviceable", Type: TypeBool},
			{Key: "days", Type: TypeNumber}, reasonParam, detailParam}},
	{Name: NameAuthWall, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonForcedAccount, Params: obstacleParams},
	{Name: NameOTPFailed, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonForcedAccount, Params: obstacleParams},
	{Name: NameException, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonSiteError,
		Params: []Param{{Key: "description", Type: TypeText}, {Key: "fatal", Type: TypeBool}, reasonParam, detailParam}},
	{Name: NameServerError, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonSiteError,
		Params: []Param{{Key: "status", Type: TypeWhole}, {Key: "route", Type: TypeText}, reasonParam, detailParam}},
	{Name: NameRageClick, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonBlockedUI, Params: clickParams},
	{Name: NameDeadClick, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonBlockedUI,
		Params: append([]Param{{Key: "disabled", Type: TypeBool}}, clickParams...)},
	{Name: NameSlowPage, Stage: Purchase, Friction: FrictionAlways, Reason: ReasonSlowPage, Params: obstacleParams},
	{Name: NameWebVitals, Stage: Purchase, Friction: FrictionWithReason,
		Params: []Param{{Key: "lcp", Type: TypeNumber}, {Key: "inp", Type: TypeNumber},
			{Key: "cls", Type: TypeNumber}, reasonParam, detailParam}},
}
