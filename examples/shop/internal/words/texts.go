package words

import (
	"maps"
	"slices"
)

// Say returns what the shop says in a language by the name of the text, and whether there
// is one.
func Say(l Lang, name string) (string, bool) {
	text, ok := texts[name]
	return text.In(l), ok
}

// Names lists the names of all texts.
func Names() []string { return slices.Sorted(maps.Keys(texts)) }

// texts are the texts of the pages. The test of the pages fails on a name that is missing
// here, and on one that no page uses.
var texts = map[string]Text{
	"shop":        {En: "Hojreh", Fa: "حجره"},
	"tagline":     {En: "Made by hand, between Tabriz and Zahedan", Fa: "ساختهٔ دست، از تبریز تا زاهدان"},
	"skip":        {En: "Skip to the content", Fa: "رفتن به محتوا"},
	"search":      {En: "Search", Fa: "جستجو"},
	"search_hint": {En: "Saffron, kilim, tea…", Fa: "زعفران، گلیم، استکان…"},
	"own":         {En: "Your shop", Fa: "بخش شما"},
	"categories":  {En: "Categories", Fa: "دسته‌ها"},
	"demo":        {En: "A shop for looking at: nothing is sold or sent.", Fa: "فروشگاهی برای تماشا: چیزی فروخته یا فرستاده نمی‌شود."},
	"dashboard":   {En: "What the merchant sees", Fa: "آنچه فروشنده می‌بیند"},
	"back":        {En: "Back to the shop", Fa: "بازگشت به فروشگاه"},
	"choose":      {En: "Choose…", Fa: "انتخاب کنید…"},

	"consent_title":     {En: "Statistics", Fa: "آمار"},
	"consent_text":      {En: "May we recognise this browser, to see where our shop is in your way? Without it we only count.", Fa: "اجازه می‌دهید این مرورگر را بشناسیم تا ببینیم فروشگاه کجا سد راه شماست؟ بی‌آن فقط می‌شماریم."},
	"consent_necessary": {En: "Necessary only", Fa: "فقط ضروری"},
	"consent_full":      {En: "Allow statistics", Fa: "اجازهٔ آمار"},

	"banner_autumn":       {En: "Warm floors.", Fa: "زمین گرم."},
	"banner_autumn_text":  {En: "Kilims and termeh for the cold months", Fa: "گلیم و ترمه برای ماه‌های سرد"},
	"banner_harvest":      {En: "Fresh from Ghaen.", Fa: "تازه از قائن."},
	"banner_harvest_text": {En: "This autumn's saffron is here", Fa: "زعفران امسال رسید"},
	"recommended":         {En: "Our favourites", Fa: "برگزیدهٔ ما"},
	"all":                 {En: "All goods", Fa: "همهٔ کالاها"},
	"nothing_found":       {En: "Nothing was found. Try one word only.", Fa: "چیزی پیدا نشد. با یک واژه امتحان کنید."},

	"quantity":    {En: "Quantity", Fa: "تعداد"},
	"add":         {En: "Add to cart", Fa: "افزودن به سبد"},
	"sold_out":    {En: "Sold out", Fa: "ناموجود"},
	"share":       {En: "Share", Fa: "اشتراک‌گذاری"},
	"share_link":  {En: "Link to pass on", Fa: "پیوند برای فرستادن"},
	"beside":      {En: "Goes well with it", Fa: "در کنار آن"},
	"reviews":     {En: "Reviews", Fa: "نظرها"},
	"no_reviews":  {En: "Nobody has written about it yet.", Fa: "هنوز کسی دربارهٔ آن ننوشته است."},
	"rating":      {En: "Rating, 5 is best", Fa: "امتیاز، ۵ بهترین است"},
	"review":      {En: "Your review", Fa: "نظر شما"},
	"send_review": {En: "Send the review", Fa: "فرستادن نظر"},

	"cart":         {En: "Cart", Fa: "سبد خرید"},
	"cart_empty":   {En: "There is nothing in your cart.", Fa: "سبد خرید شما خالی است."},
	"change":       {En: "Change", Fa: "تغییر"},
	"remove":       {En: "Remove", Fa: "حذف"},
	"coupon":       {En: "Coupon", Fa: "کد تخفیف"},
	"apply":        {En: "Apply", Fa: "اعمال"},
	"sum_items":    {En: "Goods", Fa: "کالاها"},
	"sum_discount": {En: "Discount", Fa: "تخفیف"},
	"sum_shipping": {En: "Shipping", Fa: "هزینهٔ ارسال"},
	"sum_total":    {En: "Total", Fa: "جمع کل"},
	"vat":          {En: "Prices include VAT.", Fa: "مالیات در قیمت‌هاست."},

	"checkout":       {En: "Check out", Fa: "تسویه حساب"},
	"steps":          {En: "Steps", Fa: "گام‌ها"},
	"step_address":   {En: "Address", Fa: "نشانی"},
	"step_shipping":  {En: "Shipping", Fa: "ارسال"},
	"step_payment":   {En: "Payment", Fa: "پرداخت"},
	"recipient":      {En: "Name of the recipient", Fa: "نام گیرنده"},
	"contact":        {En: "E-mail or mobile number", Fa: "ایمیل یا شمارهٔ موبایل"},
	"city":           {En: "City", Fa: "شهر"},
	"street":         {En: "Street and number", Fa: "خیابان و پلاک"},
	"postcode":       {En: "Postal code, 10 digits", Fa: "کد پستی، ۱۰ رقم"},
	"to_shipping":    {En: "On to shipping", Fa: "ادامه به ارسال"},
	"days":           {En: "days", Fa: "روز"},
	"to_payment":     {En: "On to payment", Fa: "ادامه به پرداخت"},
	"no_delivery":    {En: "No carrier takes our parcels there.", Fa: "ارسال به این مقصد ممکن نیست."},
	"change_address": {En: "Change the address", Fa: "تغییر نشانی"},
	"method":         {En: "How would you like to pay?", Fa: "روش پرداخت"},
	"method_card":    {En: "By card, at the bank", Fa: "با کارت، در درگاه بانک"},
	"method_cash":    {En: "In cash, at the door", Fa: "نقدی، هنگام تحویل"},
	"place_order":    {En: "Place the order", Fa: "ثبت سفارش"},
	"bank_note":      {En: "You pay on the bank's own page; we never see your card.", Fa: "در صفحهٔ خود بانک می‌پردازید؛ ما کارت شما را نمی‌بینیم."},

	"thanks":       {En: "Thank you for your order", Fa: "از سفارش شما سپاسگزاریم"},
	"order":        {En: "Order", Fa: "سفارش"},
	"pending":      {En: "We are waiting for the bank", Fa: "در انتظار پاسخ بانک"},
	"pending_text": {En: "As soon as the bank confirms your payment the order is on its way. There is nothing for you to do.", Fa: "همین که بانک پرداخت را تأیید کند، سفارش راهی می‌شود. لازم نیست کاری بکنید."},
	"look_again":   {En: "Look again", Fa: "دوباره ببین"},

	"login":         {En: "Log in or sign up", Fa: "ورود یا ثبت‌نام"},
	"login_note":    {En: "We send a code; there is no password. A new address gets a new account.", Fa: "کدی می‌فرستیم و رمز عبوری در کار نیست. نشانی تازه حساب تازه می‌سازد."},
	"send_code":     {En: "Send me a code", Fa: "کد را بفرست"},
	"message_sent":  {En: "The message that we would have sent:", Fa: "پیامی که می‌فرستادیم:"},
	"your_code":     {En: "Your code for Hojreh:", Fa: "کد شما برای حجره:"},
	"code":          {En: "Code from the message", Fa: "کد پیام"},
	"enter":         {En: "Enter", Fa: "ورود"},
	"other_contact": {En: "Use another address", Fa: "نشانی دیگر"},

	"account":         {En: "Account", Fa: "حساب من"},
	"customer_id":     {En: "Customer number, for the till", Fa: "شمارهٔ مشتری، برای صندوق"},
	"referral":        {En: "Tell a friend", Fa: "به دوستی بگویید"},
	"referral_text":   {En: "Whoever orders through your link is your guest, and you both hear from us.", Fa: "هر که با پیوند شما سفارش دهد مهمان شماست و از ما خواهید شنید."},
	"share_referral":  {En: "I have shared it", Fa: "فرستادم"},
	"orders":          {En: "Orders", Fa: "سفارش‌ها"},
	"no_orders":       {En: "No orders yet.", Fa: "هنوز سفارشی نیست."},
	"date":            {En: "Date", Fa: "تاریخ"},
	"state":           {En: "State", Fa: "وضعیت"},
	"state_paid":      {En: "Ordered", Fa: "ثبت‌شده"},
	"state_refunded":  {En: "Refunded", Fa: "بازپرداخت‌شده"},
	"state_cancelled": {En: "Cancelled", Fa: "لغوشده"},
	"logout":          {En: "Log out", Fa: "خروج"},

	"support":         {En: "Support", Fa: "پشتیبانی"},
	"topic":           {En: "What is it about?", Fa: "موضوع"},
	"topic_order":     {En: "An order", Fa: "سفارش"},
	"topic_product":   {En: "A product", Fa: "کالا"},
	"topic_return":    {En: "Sending something back", Fa: "مرجوع کردن"},
	"topic_complaint": {En: "A complaint", Fa: "شکایت"},
	"message":         {En: "Message", Fa: "پیام"},
	"send":            {En: "Send", Fa: "فرستادن"},
	"support_sent":    {En: "Thank you, we answer within a day.", Fa: "سپاس؛ تا یک روز پاسخ می‌دهیم."},

	"till":          {En: "Till", Fa: "صندوق فروشگاه"},
	"till_note":     {En: "The page of the staff in the shop in the bazaar. In a real shop it is behind a log-in.", Fa: "صفحهٔ کارکنان حجرهٔ بازار. در فروشگاه واقعی پشت ورود است."},
	"till_customer": {En: "Customer number, if there is one", Fa: "شمارهٔ مشتری، اگر هست"},
	"till_undo":     {En: "Take back", Fa: "بازگرداندن"},
	"sell":          {En: "Sell", Fa: "فروش"},
	"refund":        {En: "Refund", Fa: "بازپرداخت"},
	"cancel":        {En: "Cancel", Fa: "لغو"},

	// What the shop says once, after something was done.
	"added":                      {En: "It is in your cart.", Fa: "به سبد شما افزوده شد."},
	"not_enough":                 {En: "There are not that many left.", Fa: "این تعداد موجود نیست."},
	"out_of_stock":               {En: "Something in your cart has sold out in the meantime; please change the quantity.", Fa: "چیزی در سبد شما در این میان ناموجود شد؛ لطفاً تعداد را تغییر دهید."},
	"coupon_applied":             {En: "The coupon has been applied.", Fa: "کد تخفیف اعمال شد."},
	"coupon_unknown":             {En: "We do not know this coupon.", Fa: "این کد تخفیف را نمی‌شناسیم."},
	"coupon_expired":             {En: "This coupon has expired.", Fa: "مهلت این کد تخفیف گذشته است."},
	"coupon_minimum_not_reached": {En: "This coupon is for larger orders.", Fa: "این کد تخفیف برای سفارش‌های بزرگ‌تر است."},
	"account_needed":             {En: "Please log in or sign up to check out.", Fa: "برای تسویه حساب وارد شوید یا ثبت‌نام کنید."},
	"declined":                   {En: "The bank declined the payment. Nothing was charged; you can try again.", Fa: "بانک پرداخت را نپذیرفت. مبلغی کم نشد؛ می‌توانید دوباره تلاش کنید."},
	"bank_away":                  {En: "The bank cannot be reached at the moment. Please try again.", Fa: "اکنون بانک در دسترس نیست. لطفاً دوباره تلاش کنید."},
	"welcome":                    {En: "Welcome! Your account is ready.", Fa: "خوش آمدید! حساب شما آماده است."},
	"welcome_back":               {En: "Good to see you again.", Fa: "خوش برگشتید."},
	"logged_out":                 {En: "You are logged out.", Fa: "از حساب خود خارج شدید."},
	"reviewed":                   {En: "Thank you for your review.", Fa: "از نظر شما سپاسگزاریم."},
	"referral_shared":            {En: "Thank you for telling others.", Fa: "سپاس که به دیگران گفتید."},
	"sold":                       {En: "Sold.", Fa: "فروخته شد."},
	"undone":                     {En: "Done.", Fa: "انجام شد."},

	// What is wrong with an entry.
	"fault_required": {En: "Please fill this in.", Fa: "این را پر کنید."},
	"fault_contact":  {En: "This is neither an e-mail address nor a phone number.", Fa: "نه نشانی ایمیل است و نه شمارهٔ تلفن."},
	"fault_postcode": {En: "A postal code has 10 digits.", Fa: "کد پستی ۱۰ رقم دارد."},
	"fault_code":     {En: "This is not the code that we sent, or it is too old.", Fa: "این کدی نیست که فرستادیم، یا کهنه است."},
	"fault_customer": {En: "No customer has this number.", Fa: "مشتری‌ای با این شماره نیست."},
	"fault_empty":    {En: "Enter a quantity of something.", Fa: "تعداد دست‌کم یک کالا را بنویسید."},

	"error_404": {En: "There is no such page", Fa: "چنین صفحه‌ای نیست"},
	"error_403": {En: "This came from another site, so nothing was done", Fa: "این از وبگاه دیگری آمد و کاری انجام نشد"},
	"error_400": {En: "We could not make sense of that", Fa: "این را نفهمیدیم"},
	"error_500": {En: "Something went wrong on our side", Fa: "از سوی ما خطایی رخ داد"},
}
