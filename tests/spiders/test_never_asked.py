"""A shop whose links change it, in seven languages: none of them is asked for, and no product is lost that has such a word in its name."""

from urllib.parse import quote

import pytest

from spiders.changes import changes_something
from tests.running import crawled
from tests.serving import Answer, page, serving

# Log out, delete, remove, unsubscribe, cancel an order, add to the cart, clear it, order again, place an order, vote, put on the
# wish list, into the comparison, switch currency and language.
WORDS = {
    "en": ("Log out", "Delete", "Remove", "Unsubscribe", "Cancel order", "Add to cart", "Clear cart", "Reorder", "Place order", "Vote",
           "Add to wish list", "Add to compare", "Change currency", "Change language"),
    "zh-hans": ("退出登录", "删除", "移除", "取消订阅", "取消订单", "加入购物车", "清空购物车", "再次购买", "提交订单", "投票", "加入收藏", "加入对比", "切换货币",
                "切换语言"),
    "zh-hant": ("登出", "刪除", "移除", "取消訂閱", "取消訂單", "加入購物車", "清空購物車", "再次購買", "送出訂單", "投票", "加入願望清單", "加入比較",
                "切換貨幣", "切換語言"),
    "de": ("Abmelden", "Löschen", "Entfernen", "Abbestellen", "Stornieren", "In den Warenkorb", "Warenkorb leeren", "Erneut bestellen",
           "Zahlungspflichtig bestellen", "Abstimmen", "Auf den Merkzettel", "Zum Vergleich hinzufügen", "Währung wechseln",
           "Sprache wechseln"),
    "fr": ("Déconnexion", "Supprimer", "Retirer", "Se désabonner", "Annuler la commande", "Ajouter au panier", "Vider le panier",
           "Commander à nouveau", "Passer la commande", "Voter", "Ajouter aux favoris", "Ajouter au comparateur", "Changer de devise",
           "Changer de langue"),
    "es": ("Cerrar sesión", "Eliminar", "Quitar", "Darse de baja", "Cancelar pedido", "Añadir al carrito", "Vaciar carrito",
           "Repetir pedido", "Realizar pedido", "Votar", "Añadir a favoritos", "Añadir al comparador", "Cambiar moneda",
           "Cambiar idioma"),
    "ja": ("ログアウト", "削除", "取り消し", "配信停止", "注文をキャンセル", "カートに入れる", "カートを空にする", "再注文", "注文を確定する", "投票する",
           "お気に入りに追加", "比較に追加", "通貨切替", "言語切替"),
}
# As the addresses of shop systems say it.
PATHS = (
    "/customer-logout", "/account/logout", "/index.php?route=account/logout", "/web/session/logout", "/user.php?act=logout", "/sign-off",
    "/index.php?cl=start&fnc=logout", "/?dispatch=auth.logout", "/%6cogout", "/%256cogout", "/Logout;jsessionid=1", "/log_out.do",
    "/cart/add/3", "/cart/add.js?id=3", "/?add-to-cart=5", "/cart.php?action=add&id=2", "/checkout/cart/add/uenc/aHR0/product/4",
    "/index.php?route=checkout/cart/add&product_id=4", "/addproducttocart/catalog/1/1/1", "/checkout/line-item/add", "/?fnc=tobasket&aid=3",
    "/shop?wc-ajax=add_to_cart", "/?dispatch=checkout.add..1", "/panier?add=1&id_product=7", "/cart/123:1", "/cart?add[]=5&remove=3",
    "/flow.php?step=add_to_cart", "/shop/cart/update?line=3", "/index.php?action=buy_now&products_id=7", "/cart/change?line=1&quantity=0",
    "/checkout/cart/delete/id/9", "/cart?remove_item=ab12", "/basket/remove/1", "/cart/clear", "/cart?empty-cart", "/emptyCart.html",
    "/warenkorb/leeren", "/panier/vider", "/carrito/vaciar", "/%E8%B4%AD%E7%89%A9%E8%BD%A6/%E6%B8%85%E7%A9%BA", "/カート/空にする",
    "/wishlist/12/add", "/wishlist/index/add/product/3", "/catalog/product_compare/add/product/3", "/catalog/product_compare/clear",
    "/compareproducts/add/3", "/merkzettel/hinzufuegen/3", "/products/add_favorite/1", "/favorites/toggle/3", "/addToWishlist?id=3",
    "/wishlist-add?id=3", "/?add_to_wishlist=3", "/sales/order/reorder/order_id/3", "/my-account/?order_again=3", "/orders/create",
    "/order/3/cancel", "/checkout/placeOrder", "/order/confirm", "/commande/valider", "/checkout/process", "/reviews/3/vote?v=1",
    "/review?vote=up", "/newsletter/unsubscribe?u=1", "/unsubscribe?u=1", "/newsletter/subscription/remove/1", "/page?currency=EUR",
    "/currency/switch/EUR", "/switch-currency/USD", "/directory/currency/switch/currency/USD", "/changecurrency/1?returnurl=%2F",
    "/?SubmitCurrency=1&id_currency=2", "/?setCurrencyId=2&set_currency=usd", "/setlang?to=de", "/language/change/de", "/switch-locale/de",
    "/?___store=de", "/stores/store/redirect/___store/de", "/change_language?lang=de", "/address/delete/3", "/delete.php?id=3",
    "/account/address?delete=true", "/item/3/remove", "/users/3/destroy",
)
PRODUCTS = (
    "Cancel culture mug", "Polish remover", "Nintendo Switch", "Delete key keycap", "Noise cancelling headphones", "Remove before flight tag",
    "Logoff the board game", "Vote badge", "Cart blanche card", "Currency converter", "Language cards",
    "Compare and save bundle", "Wish list notebook", "Reorder point book", "Unsubscribe the novel", "Clear bag", "Bag set", "Basket plus",
    "Löschpapier", "Abmelden leicht gemacht", "Fleckentferner", "Wechselwährung Spiel", "Vergleichslupe", "Warenkorb aus Weide",
    "Effaceur à supprimer", "Panier à linge", "Annuler le mariage roman", "Goma de borrar", "Cancelar la noche libro", "Salir de casa guía",
    "カートリッジ", "注文住宅の本", "削除キーのキーキャップ", "投票箱", "比較言語学入門", "キャンセル待ちの本", "取消文化马克杯", "删除键键帽", "退出江湖小说", "购物车玩具",
    "投票箱模型", "取消文化馬克杯", "刪除鍵鍵帽", "比較文學", "登出人生",
)


def slug(words: str) -> str:
    return words.lower().replace(" ", "-")


def changing() -> dict[str, str]:
    """By address, the words of a link that changes the shop: by its words alone, by its path, by a parameter."""
    every = [words for some in WORDS.values() for words in some]
    return ({f"/do/{number}": words for number, words in enumerate(every)}
            | {f"/{quote(slug(words))}": "here" for words in every}
            | {f"/shop?action={quote(slug(words))}&id=3": "here" for words in every}
            | {f"/shop?{quote(words.lower().replace(' ', '_'))}=3": "here" for words in every}
            | {quote(path, safe="/?&=:%;[].,"): "here" for path in PATHS})


def test_what_changes_the_shop_is_never_asked_for(tmp_path):
    wanted = ({f"/products/{quote(slug(name))}": name for name in PRODUCTS} | {f"/p/{slug(name)}.html": "a product" for name in PRODUCTS
              if name.isascii()} | {f"/p/{number}": name for number, name in enumerate(PRODUCTS)})
    forbidden = changing()
    links = "".join(f'<a href="{url}">{words}</a>\n' for url, words in {**forbidden, **wanted}.items())
    state: list[str] = []

    def find(path: str) -> Answer | None:
        path = path.removeprefix("HEAD ")
        if path in forbidden:
            state.append(path)
        return page(links, "Shop") if path == "/" else page(f"<h1>{wanted[path]}</h1><p>No two are alike: {path}") if path in wanted else None

    with serving(find) as shop:
        crawled(shop.url, tmp_path / "a")
    asked = {path for _, path in shop.requests}
    assert not state
    assert not set(wanted) - asked
    assert {method for method, _ in shop.requests} <= {"GET", "HEAD"}


def test_a_page_is_asked_for_where_another_link_leads_to_it(tmp_path):
    home = page('<a href=/kettle>Add to cart</a><a href=/kettle>Kettle</a><a href=/away>Log out</a><a href=/away>Away</a>')
    with serving({"/": home, "/kettle": page("<h1>Kettle</h1>")}) as shop:
        crawled(shop.url, tmp_path / "a")
    assert (shop.asked("/kettle"), shop.asked("/away")) == (1, 0)


@pytest.mark.parametrize("path", [
    "/media/wishlist/add.svg", "/assets/cart/icons/clear.png", "/modules/cart/views/js/update.js", "/language/de", "/de/currency-guide",
    "/orders", "/checkout", "/cart", "/compare", "/wishlist", "/bags/change-purse", "/search?q=switch"])
def test_files_and_pages_of_such_names_are_asked_for(path):
    assert not changes_something(f"https://shop.example{path}")
