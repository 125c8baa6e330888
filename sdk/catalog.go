package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// ViewItem says that the shopper looks at a product.
func (c *Client) ViewItem(ctx context.Context, item Item) {
	c.Track(ctx, event.NameViewItem, Amount("value", item.Price), Items(item))
}

// ViewItemList says that the shopper looks at a list of products, such as a category, by the
// list's name.
func (c *Client) ViewItemList(ctx context.Context, list string, items ...Item) {
	c.Track(ctx, event.NameViewItemList, String("item_list_name", list), Items(items...))
}

// SelectItem says that the shopper chose products of a list, by the list's name.
func (c *Client) SelectItem(ctx context.Context, list string, items ...Item) {
	c.Track(ctx, event.NameSelectItem, String("item_list_name", list), Items(items...))
}

// AddToWishlist says that the shopper put products aside.
func (c *Client) AddToWishlist(ctx context.Context, items ...Item) {
	c.Track(ctx, event.NameAddToWishlist, valueOf(Money{}, items), Items(items...))
}

// CompareItems says that the shopper holds products against each other.
func (c *Client) CompareItems(ctx context.Context, items ...Item) {
	c.Track(ctx, event.NameCompareItems, Items(items...))
}

// Search says what the shopper looked for and how many results there were. Searches that find
// nothing are the ones to look at.
func (c *Client) Search(ctx context.Context, term string, results int) {
	c.Track(ctx, event.NameSearch, String("search_term", term), Int("results", int64(results)))
}
