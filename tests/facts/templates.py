"""Product pages and lists as the templates of well-known shop software write them, cut down to what matters."""

WOOCOMMERCE = """<body class="single-product woocommerce"><header class="site-header"><a class="cart-contents" href="/cart/">
<span class="amount">£0.00</span> 0 items</a></header><div id="content" class="site-content"><main id="main">
<nav class="woocommerce-breadcrumb" aria-label="breadcrumbs"><a href="/">Home</a> / <a href="/clothing/">Clothing</a> / Hoodie</nav>
<div id="product-19" class="product type-product instock"><div class="woocommerce-product-gallery">
<div data-thumb="/uploads/hoodie-100x100.jpg" class="woocommerce-product-gallery__image"><a href="/uploads/hoodie.jpg">
<img src="/uploads/hoodie-416x416.jpg" alt="" width="416" height="416"></a></div>
<div data-thumb="/uploads/hoodie-back-100x100.jpg" class="woocommerce-product-gallery__image"><a href="/uploads/hoodie-back.jpg">
<img src="/uploads/hoodie-back-100x100.jpg" alt="" width="100" height="100"></a></div></div>
<div class="summary"><h1 class="product_title entry-title">Hoodie</h1>
<p class="price"><del><span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">£</span>45.00</bdi>
</span></del> <ins><span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">£</span>42.00</bdi>
</span></ins></p><p class="stock in-stock">12 in stock</p>
<form class="cart" action="/product/hoodie/" method="post"><label class="screen-reader-text" for="q">Hoodie quantity</label>
<input type="number" id="q" name="quantity" value="1"><button type="submit" name="add-to-cart" value="19"
class="single_add_to_cart_button button">Add to cart</button></form></div>
<section class="related products"><h2>Related products</h2><ul class="products">
<li class="product type-product"><a href="/product/cap/" class="woocommerce-LoopProduct-link"><img src="/uploads/cap-324x324.jpg" alt="">
<h2 class="woocommerce-loop-product__title">Cap</h2><span class="price"><span class="amount"><bdi><span>£</span>16.00</bdi></span></span>
</a><a href="?add-to-cart=18" class="button add_to_cart_button ajax_add_to_cart" aria-label="Add to cart: “Cap”">Add to cart</a></li>
<li class="product type-product"><a href="/product/belt/" class="woocommerce-LoopProduct-link"><img src="/uploads/belt-324x324.jpg" alt="">
<h2 class="woocommerce-loop-product__title">Belt</h2><span class="price"><del><span class="amount"><bdi><span>£</span>65.00</bdi></span>
</del> <ins><span class="amount"><bdi><span>£</span>55.00</bdi></span></ins></span></a><a href="/product/belt/" class="button">Read more</a>
</li></ul></section></div></main></div></body>"""

DAWN = """<body><main id="MainContent"><section class="shopify-section"><product-info><div class="product grid">
<div class="grid__item product__media-wrapper"><media-gallery><ul class="product__media-list"><li class="product__media-item">
<div class="product-media-container"><img src="//cdn.shopify.com/s/files/1/tote.jpg?v=1&width=1946" alt="Tote" width="1946"></div></li>
<li class="product__media-item"><img src="//cdn.shopify.com/s/files/1/tote-side.jpg?v=1&width=1946" alt="Tote" width="1946"></li></ul>
<ul class="thumbnail-list"><li><button class="thumbnail"><img src="//cdn.shopify.com/s/files/1/tote.jpg?v=1&width=416" alt="Tote"></button>
</li><li><button class="thumbnail"><img src="//cdn.shopify.com/s/files/1/tote-side.jpg?v=1&width=416" alt="Tote"></button></li></ul>
</media-gallery></div><div class="product__info-wrapper"><div class="product__title"><h1>Canvas Tote</h1></div>
<div class="price price--sold-out"><div class="price__container"><div class="price__regular">
<span class="visually-hidden visually-hidden--inline">Regular price</span><span class="price-item price-item--regular">$19.99 USD</span>
</div><div class="price__sale"><span class="visually-hidden">Regular price</span><span><s class="price-item price-item--regular"></s>
</span><span class="visually-hidden">Sale price</span><span class="price-item price-item--sale">$19.99 USD</span></div></div></div>
<variant-selects><fieldset class="product-form__input"><legend>Colour</legend><input type="radio" id="v1" name="Colour">
<label for="v1">Red<span class="visually-hidden label-unavailable">Variant sold out or unavailable</span></label></fieldset></variant-selects>
<product-form><form method="post" action="/cart/add" class="form"><input type="hidden" name="id" value="4"><button type="submit" name="add"
class="product-form__submit" disabled><span>Sold out</span></button></form></product-form></div></div></product-info></section></main>
<script type="application/ld+json">{"@context":"http://schema.org/","@id":"/products/tote#product","@type":"Product","name":"Canvas Tote",
"offers":[{"@type":"Offer","availability":"http://schema.org/OutOfStock","price":"19.99","priceCurrency":"USD","url":"/products/tote?variant=4"}]}
</script></body>"""

MAGENTO = """<body class="catalog-product-view"><main id="maincontent" class="page-main"><div class="columns"><div class="column main">
<div class="product-info-main"><h1 class="page-title"><span class="base" itemprop="name">Push It Messenger Bag</span></h1>
<div class="product-info-price"><div class="price-box price-final_price"><span class="special-price"><span class="price-container">
<span class="price-label">Special Price</span><span class="price-wrapper"><span class="price">$32.00</span></span></span></span>
<span class="old-price"><span class="price-container"><span class="price-label">Regular Price</span><span class="price-wrapper">
<span class="price">$45.00</span></span></span></span></div><div class="product-info-stock-sku"><div class="stock available" title="Availability">
<span>In stock</span></div></div></div><form action="/checkout/cart/add/uenc/aHR0/product/14/" method="post" id="product_addtocart_form">
<div class="field qty"><label class="label" for="qty"><span>Qty</span></label><input type="number" name="qty" id="qty" value="1"></div>
<button type="submit" title="Add to Cart" class="action primary tocart" id="product-addtocart-button"><span>Add to Cart</span></button></form>
</div></div></div></main></body>"""

OPENCART = """<body><div id="container"><header><div id="cart"><button type="button">0 item(s) - $0.00</button></div></header><main>
<div id="product-info" class="container"><ul class="breadcrumb"><li class="breadcrumb-item"><a href="/"><i class="fas fa-home"></i></a></li>
<li class="breadcrumb-item"><a href="/macbook">MacBook</a></li></ul><div class="row"><div id="content" class="col"><div class="row mb-3">
<div class="col-sm"><div class="image magnific-popup"><a href="/image/cache/macbook-800x800.jpg"><img src="/image/cache/macbook-500x500.jpg"
alt="MacBook" class="img-thumbnail mb-3"></a><div><a href="/image/cache/mac_2-800x800.jpg"><img src="/image/cache/mac_2-74x74.jpg"
class="img-thumbnail"></a> <a href="/image/cache/mac_3-800x800.jpg"><img src="/image/cache/mac_3-74x74.jpg" class="img-thumbnail"></a></div>
</div></div><div class="col-sm"><h1>MacBook</h1><ul class="list-unstyled"><li>Brand: <a href="/apple">Apple</a></li>
<li>Product Code: Product 16</li><li>Availability: In Stock</li></ul><ul class="list-unstyled"><li><h2><span class="price-new">$602.00</span>
</h2></li><li>Ex Tax: $500.00</li><li>Price in reward points: 400</li><li><hr></li><li>10 or more $440.00</li></ul><div id="product">
<form id="form-product"><label for="input-quantity">Qty</label><input type="text" name="quantity" value="1" id="input-quantity">
<button type="submit" id="button-cart" class="btn btn-primary btn-lg btn-block">Add to Cart</button></form></div></div></div></div></div></div>
</main></div></body>"""

PRESTASHOP = """<body id="product"><main><section id="wrapper"><nav data-depth="2" class="breadcrumb"><ol><li><a href="/"><span>Home</span></a></li>
<li><span>Hummingbird printed t-shirt</span></li></ol></nav><section id="main"><div class="row product-container"><div class="col-md-6">
<section class="page-content" id="content"><div class="images-container"><div class="product-cover"><img class="js-qv-product-cover img-fluid"
src="/2-large_default/hummingbird-printed-t-shirt.jpg" width="800" height="800" alt="Front"></div><div class="js-qv-mask mask">
<ul class="product-images js-qv-product-images"><li class="thumb-container"><img class="thumb js-thumb selected"
src="/2-small_default/hummingbird-printed-t-shirt.jpg" width="98" height="98" alt="Front"></li><li class="thumb-container">
<img class="thumb js-thumb" src="/1-small_default/hummingbird-printed-t-shirt.jpg" width="98" height="98" alt="Back"></li></ul></div></div>
</section></div><div class="col-md-6"><h1 class="h1">Hummingbird printed t-shirt</h1><div class="product-prices"><div class="product-discount">
<span class="regular-price">€28.68</span></div><div class="product-price h5 has-discount"><div class="current-price">
<span class="current-price-value" content="22.94">€22.94</span><span class="discount discount-percentage">Save 20%</span></div></div>
<div class="tax-shipping-delivery-label">Tax included</div></div><form action="/cart" method="post" id="add-to-cart-or-refresh">
<input type="text" name="qty" aria-label="Quantity" value="1"><button class="btn btn-primary add-to-cart" data-button-action="add-to-cart"
type="submit"><i class="material-icons shopping-cart">&#xE547;</i> Add to cart</button>
<span id="product-availability"><i class="material-icons">&#xE5CA;</i> In stock</span></form></div></div></section></section></main></body>"""

EVERSHOP = """<body><div id="app"><div class="wrapper"><header class="header"><a href="/"><img alt="logo" src="/logo.svg"></a>
<a class="mini-cart-icon" href="/cart"><svg></svg></a></header><main class="content"><div class="product-detail"><div class="product__detail">
<div class="product__single__top grid"><div class="product__gallery"><img src="/assets/catalog/1/denim-single.png" alt="Strutter shoes">
</div><div class="product__single__info"><h1 class="product__single__name">Strutter shoes</h1><h4 class="product__single__price"><div>
<span class="sale-price">$110.00</span></div></h4><div class="product__single__sku"><span>Sku:</span>NJC</div>
<form id="productForm" action="/api/cart/mine/items" method="POST"><input name="qty" placeholder="Qty" type="text">
<button type="button" class="button primary outline"><span>ADD TO CART</span></button></form></div></div></div></div></main></div></div></body>"""

OSCAR = """<body><header><div class="basket-mini"><strong>Basket total:</strong> £0.00 <a href="/basket/">View basket</a></div></header>
<div class="container-fluid page"><div class="page_inner"><nav aria-label="breadcrumb"><ol class="breadcrumb"><li><a href="/">Home</a></li>
<li>Owl Box</li></ol></nav><article class="product_page"><div class="row"><div class="col-sm-6"><div id="product_gallery" class="carousel">
<div class="img-thumbnail"><div class="carousel-inner"><div class="carousel-item"><img src="/media/cache/d3/97/d3972755.jpg" alt="Owl Box"></div>
<div class="carousel-item"><img src="/media/cache/fa/ba/fabab363.jpg" alt="Owl Box"></div></div></div>
<ol class="carousel-indicators img-thumbnail"><li><img src="/media/cache/5d/a8/5da8088d.jpg" alt="Owl Box"></li>
<li><img src="/media/cache/3d/4e/3d4e775b.jpg" alt="Owl Box"></li></ol></div></div><div class="col-sm-6 product_main"><h1>Owl Box</h1>
<p class="price_color">£19.95</p><p class="outofstock availability"><i class="fas fa-times-circle"></i> Unavailable</p>
<form id="alert_form" method="post" action="/catalogue/owl-box_121/stock-alert/"><p>You can get an email alert when this product is back in
stock.</p><input type="submit" value="Notify me"></form></div></div><table class="table"><tr><th>Price (excl. tax)</th><td>£19.95</td></tr>
</table></article></div></div></body>"""

ZEN_CART = """<body id="productinfoBody"><div id="mainWrapper"><div id="headerWrapper"><a href="/index.php?main_page=shopping_cart">Shopping Cart</a>
</div><table id="contentMainWrapper"><tr><td valign="top"><div class="centerColumn" id="productGeneral">
<form name="cart_quantity" action="/index.php?main_page=product_info&amp;products_id=1&amp;action=add_product" method="post">
<h1 id="productName" class="productGeneral">Matrox G200 MMS</h1><h2 id="productPrices" class="productGeneral">
<span class="normalprice">$299.99 </span>&nbsp;<span class="productSpecialPrice">$249.99</span><span class="productPriceDiscount"><br>
Save:&nbsp;17% off</span></h2><div id="cartAdd">Add to Cart: <input type="text" name="cart_quantity" value="1" size="4">
<input type="image" src="/button_in_cart.gif" alt="Add to Cart" title=" Add to Cart "></div><ul id="productDetailsList">
<li>Model: MG200MMS</li><li>29 Units in Stock</li></ul></form></div></td></tr></table></div></body>"""

ODOO = """<body><main><div class="oe_website_sale" id="wrap"><section id="product_detail"><div class="row"><div class="col-lg-7 o_wsale_product_images">
<img src="/web/image/product.product/9/image_1024/Desk" alt="Desk"></div><div class="col-lg-5" id="product_details"><h1 itemprop="name">Desk</h1>
<form action="/shop/cart/update" method="POST"><div class="product_price"><h3 class="css_editable_mode_hidden">
<span class="oe_price" data-oe-type="monetary">$ <span class="oe_currency_value">750.00</span></span>
<span itemprop="price" style="display:none;">750.0</span></h3></div><a role="button" id="add_to_cart" href="#"
class="btn btn-primary js_check_product a-submit"><i class="fa fa-shopping-cart"></i>Add to cart</a></form></div></div></section></div></main></body>"""

EC_CUBE = """<body><div class="ec-layoutRole"><div class="ec-layoutRole__contents"><main class="ec-layoutRole__main"><div class="ec-productRole">
<div class="ec-grid2"><div class="item_visual"><div class="slide-item"><img src="/html/upload/sand-1.png" alt="チェリーアイスサンド" width="550"></div>
</div><div class="ec-productRole__profile"><div class="ec-productRole__title"><h2 class="ec-headingTitle">チェリーアイスサンド</h2></div>
<div class="ec-productRole__price"><div class="ec-price"><span class="ec-price__price">￥3,080</span><span class="ec-price__tax">税込</span></div>
</div><form action="/products/add_cart/2" method="post"><div class="ec-numberInput"><span>数量</span><input type="number" name="quantity" value="1">
</div><button type="submit" class="ec-blockBtn--action add-cart">カートに入れる</button></form></div></div></div></main></div></div></body>"""

CHINESE = """<body><div class="goods-detail"><h1>纯棉短袖衬衫</h1><div class="price-box"><span class="label">促销价</span><em>¥</em><b>129.00</b>
<span class="label">原价</span><del>¥199.00</del></div><div class="stock">库存：有货</div><div class="btns"><a class="btn-buy" href="javascript:;">立即购买</a>
<a class="btn-cart" href="javascript:;">加入购物车</a></div></div></body>"""

GERMAN = """<body><main><h1>Leinenhemd</h1><p class="preis">49,90&nbsp;€ *</p><p>inkl. MwSt. zzgl. <a href="/versand">Versandkosten</a></p>
<p class="lieferbar">Sofort lieferbar, Lieferzeit 2-3 Tage</p><form action="/checkout/line-item/add" method="post">
<button type="submit">In den Warenkorb</button></form></main></body>"""

GRID = """<body><main><h1>Fiction</h1><p>20 results - showing 1 to 3</p><ol class="row">{}</ol></main></body>"""
POD = """<li class="col"><article class="product_pod"><div class="image_container"><a href="/catalogue/{0}_1/"><img src="/media/{0}.jpg"
alt="{0}"></a></div><p class="star-rating"></p><h3><a href="/catalogue/{0}_1/" title="{0}">{0}</a></h3><div class="product_price">
<p class="price_color">£{1}</p><p class="instock availability">In stock</p><form action="/basket/add/1/" method="post">
<button type="submit">Add to basket</button></form></div></article></li>"""
LIST = GRID.format("".join(POD.format(name, price) for name, price in (("Emma", "9.99"), ("Middlemarch", "12.50"), ("Villette", "8.00"))))
