// What is put into a shop's pages. address is that of the collector with a slash at its end.

const stub = "<script>window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)}</script>";

export function htmlSnippet(address: string, key: string): string {
  return `${stub}\n<script async src="${address}t.js" data-site="${key}"></script>`;
}

export function pinnedSnippet(address: string, key: string, file: { name: string; integrity: string }): string {
  return `<script async src="${address}${file.name}" data-site="${key}"\n  integrity="${file.integrity}" crossorigin="anonymous"></script>`;
}

export function managerSnippet(address: string, key: string): string {
  return `<script>
(function (d) {
  var s = d.createElement("script");
  s.async = true;
  s.src = "${address}t.js";
  s.setAttribute("data-site", "${key}");
  d.head.appendChild(s);
})(document);
</script>`;
}

export function reactSnippet(address: string, key: string): string {
  return `// app/layout.tsx
import Script from "next/script";

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html>
      <body>
        {children}
        <Script src="${address}t.js" data-site="${key}" strategy="afterInteractive" />
      </body>
    </html>
  );
}`;
}

// Shops in Iran count in toman (IRT) and thousands of it (IRHT), which ISO 4217 does not know.
export function wooSnippet(address: string, key: string): string {
  return `add_action('wp_head', function () {
  wp_print_script_tag(['async' => true, 'src' => '${address}t.js', 'data-site' => '${key}']);
});

add_action('woocommerce_thankyou', function ($id) {
  $order = wc_get_order($id);
  if (!$order) {
    return;
  }
  $rials = ['IRT' => 10, 'IRHT' => 10000, 'IRHR' => 1000][$order->get_currency()] ?? 1;
  $items = [];
  foreach ($order->get_items() as $item) {
    $items[] = [
      'item_id' => (string) $item->get_product_id(),
      'item_name' => $item->get_name(),
      'price' => $order->get_item_total($item) * $rials,
      'quantity' => $item->get_quantity(),
    ];
  }
  wp_print_inline_script_tag(
    'window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)};safar("track","purchase",' .
    wp_json_encode([
      'transaction_id' => $order->get_order_number(),
      'currency' => $rials === 1 ? $order->get_currency() : 'IRR',
      'value' => ($order->get_total() - $order->get_total_tax() - $order->get_shipping_total()) * $rials,
      'items' => $items,
    ], JSON_HEX_TAG) . ')'
  );
});`;
}

export function policyLines(address: string): string {
  const { origin } = new URL(address);
  return `script-src ${origin}; connect-src ${origin}`;
}
