package demo

// language is what a shopper reads.
type language struct {
	code string // as in the addresses of pages
	// share is how many shoppers read it.
	share float64
	// home and the others are titles of pages.
	home, cart, checkout, thanks string
	// searches are what they look for.
	searches []string
	// praise and complaint are what they write.
	praise, complaint []string
}

var languages = []language{
	{
		code: "fa", share: 0.76,
		home: "حجره", cart: "سبد خرید", checkout: "تسویه حساب", thanks: "سپاس از خرید شما",
		searches:  []string{"گلیم", "زعفران", "استکان", "ترمه", "پسته", "هدیه", "تخته نرد"},
		praise:    []string{"بسته‌بندی عالی و ارسال سریع بود.", "کیفیت از عکس‌ها بهتر است.", "برای هدیه خریدم، خیلی پسندیدند.", "ممنون از پشتیبانی خوبتان."},
		complaint: []string{"هزینهٔ ارسال را آخر کار دیدم.", "بسته دیر رسید.", "درگاه بانک دو بار خطا داد.", "رنگش با عکس فرق داشت."},
	},
	{
		code: "en", share: 0.15,
		home: "Hojreh", cart: "Cart", checkout: "Checkout", thanks: "Thank you for your order",
		searches:  []string{"kilim", "saffron", "tea", "termeh", "turquoise", "gift"},
		praise:    []string{"Beautifully packed and quick to arrive.", "Even nicer than in the pictures.", "The colours are wonderful.", "Support was very helpful."},
		complaint: []string{"Shipping cost came as a surprise.", "It took too long to arrive.", "The bank's page failed twice.", "Smaller than I expected."},
	},
	{
		code: "ar", share: 0.09,
		home: "حجرة", cart: "السلة", checkout: "إتمام الشراء", thanks: "شكرًا لطلبك",
		searches:  []string{"كليم", "زعفران", "أكواب شاي", "فيروز", "هدية"},
		praise:    []string{"تغليف جميل ووصول سريع.", "أجمل مما في الصور.", "خدمة ممتازة."},
		complaint: []string{"فوجئت بكلفة الشحن.", "تأخر الطلب كثيرًا.", "صفحة البنك لم تعمل."},
	},
}

func (l language) weight() float64 { return l.share }
