// Code generated from package event by go generate ./js; DO NOT EDIT.

// The limits of the wire format, see package event.
export const MAX_EVENTS = 1000;
export const MAX_URL = 8192;
export const MAX_TITLE = 1024;
export const MAX_REFERENCE = 128;
export const MAX_PARAMS = 64;
export const MAX_DEPTH = 4;
export const MAX_ITEMS = 200;

// The names that the tag itself gives to what happens.
export const PAGE_VIEW = "page_view";
export const USER_ENGAGEMENT = "user_engagement";
export const IMPRESSION = "impression";
export const CLICK = "click";
export const SCROLL = "scroll";
export const SEARCH = "search";
export const VIEW_SEARCH_RESULTS = "view_search_results";
export const FILE_DOWNLOAD = "file_download";
export const VIDEO_START = "video_start";
export const VIDEO_COMPLETE = "video_complete";
export const SURVEY_SHOWN = "survey_shown";
export const SURVEY_ANSWERED = "survey_answered";
export const SURVEY_DISMISSED = "survey_dismissed";

// The names that are taken from a dataLayer. The first URGENT of them do not wait: the shopper
// may leave for a bank. Those of RARE are looked for later.
export const NAMES = "add_to_cart begin_checkout add_shipping_info add_payment_info purchase payment_redirected payment_returned payment_failed view_promotion select_promotion select_content view_item_list select_item view_item search view_search_results add_to_wishlist generate_lead sign_up remove_from_cart view_cart login share";
export const URGENT = 8;
export const RARE = "compare_items video_start video_complete file_download cart_merged logout support_started support_ended referral_shared referral_visited review_submitted survey_shown survey_answered survey_dismissed alert_displayed form_start form_submit form_error form_abandon coupon_denied out_of_stock price_changed price_shown shipping_quoted auth_wall otp_failed exception";

// The version of the tag, and how it signs its batches.
export const VERSION = "0.1.0";
export const SENDER = '{"name":"safar-js","version":"0.1.0"}';
