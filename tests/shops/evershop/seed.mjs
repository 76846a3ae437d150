// Fills an empty EverShop through its own services; what those do not offer goes in by SQL. Run in the shop's folder:
//   node seed.mjs goods.json

import { readFileSync } from "node:fs";
import { createAttribute, createCategory, createCollection, createProduct } from "@evershop/evershop/catalog/services";
import { createPage } from "@evershop/evershop/cms/services";
import { pool } from "@evershop/evershop/lib/postgres";

const FEATURED_EACH = 6;
const GROUP = 1; // the attribute group that the shop is born with

const { shop, colours, sizes, categories, goods, pages } = JSON.parse(readFileSync(process.argv[2]));

const one = async (sql, ...values) => (await pool.query(sql, values)).rows[0];

/** Text as EverShop's editor keeps it. */
const text = (key, paragraphs) => [{
  id: `r__${key}`, size: 1, className: "md:grid-cols-1",
  columns: [{ id: `c__${key}`, size: 1, data: { time: 0, version: "2.31.0", blocks: paragraphs.map((words, at) => (
    { id: `${key}_${at}`, type: "paragraph", data: { text: words } })) } }],
}];

const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

async function addSettings() {
  for (const [name, value] of Object.entries(shop)) {
    await one("INSERT INTO setting (name, value) VALUES ($1, $2)", name, value);
  }
}

async function addAttribute(code, name, values) {
  await createAttribute({
    attribute_code: code, attribute_name: name, type: "select", is_required: 0, display_on_frontend: 1, is_filterable: 1,
    sort_order: 10, groups: [GROUP], options: values.map((value) => ({ option_text: value })),
  }, {});
  return (await one("SELECT attribute_id AS id FROM attribute WHERE attribute_code = $1", code)).id;
}

async function addCategory({ key, name, words }) {
  await createCategory({
    name, url_key: key, status: 1, description: text(key, [words]), meta_title: name, meta_description: words,
    show_products: 1, include_in_nav: 1, position: 1,
  }, {});
  return one("SELECT c.category_id AS id, c.uuid FROM category c JOIN category_description d"
    + " ON d.category_description_category_id = c.category_id WHERE d.url_key = $1", key);
}

async function addKinds(attributes) {
  const kinds = {};
  for (const good of goods.filter((each) => each.kind)) {
    kinds[good.name] ??= (await one("INSERT INTO variant_group (attribute_group_id, attribute_one, visibility)"
      + " VALUES ($1, $2, TRUE) RETURNING variant_group_id AS id", GROUP, attributes[Object.keys(good.kind)[0]])).id;
  }
  return kinds;
}

async function chosen(kind) {
  return Promise.all(Object.entries(kind).map(async ([code, value]) => ({
    attribute_code: code,
    value: String((await one("SELECT attribute_option_id AS id FROM attribute_option WHERE option_text = $1", value)).id),
  })));
}

async function addGood(good, number, category, variantGroup) {
  const kind = good.kind ?? {};
  const name = [good.name, ...Object.values(kind)].join(" - ");
  const words = `${name}, made in a small workshop and sent in a box without plastic.`;
  await createProduct({
    type: "simple", name, url_key: slug(name), sku: `FF-${String(number).padStart(3, "0")}`, price: good.price, weight: 1,
    qty: good.qty, manage_stock: 1, stock_availability: 1, status: 1, visibility: 1, group_id: GROUP, package_id: 1,
    category_id: category.id, variant_group_id: variantGroup, attributes: await chosen(kind),
    description: text(slug(name), [words, "Wash by hand. It lasts longer than the box that it comes in."]),
    meta_title: name, meta_description: words, images: [`/assets/goods/${number}.jpg`],
  }, {});
}

async function addFeatured() {
  await createCollection({ name: "New in", code: "new-in", description: text("new", ["Fresh from the workshop."]) }, {});
  await one("INSERT INTO product_collection (collection_id, product_id) SELECT c.collection_id, p.product_id"
    + " FROM collection c, product p WHERE c.code = 'new-in' ORDER BY p.product_id LIMIT $1", FEATURED_EACH);
}

async function addWidget(type, name, settings, route, area, order) {
  const widget = await one("INSERT INTO widget_instance (name, type, settings, status) VALUES ($1, $2, $3, TRUE)"
    + " RETURNING widget_instance_id AS id", name, type, JSON.stringify(settings));
  await one("INSERT INTO widget_placement (widget_instance_id, route, area, sort_order) VALUES ($1, $2, $3, $4)",
    widget.id, route, area, order);
}

async function addDelivery() {
  const zone = await one("INSERT INTO shipping_zone (name) VALUES ('United States') RETURNING shipping_zone_id AS id");
  await one("INSERT INTO shipping_zone_country (zone_id, country) VALUES ($1, 'US')", zone.id);
  await one("INSERT INTO shipping_zone_provider (zone_id, provider_code) VALUES ($1, 'core')", zone.id);
  const method = await one("INSERT INTO core_shipping_method (name) VALUES ('Standard') RETURNING core_shipping_method_id AS id");
  await one("INSERT INTO core_shipping_method_rate (method_id, zone_id, cost) VALUES ($1, $2, 6.5)", method.id, zone.id);
}

await addSettings();
const attributes = {
  colour: await addAttribute("colour", "Colour", colours),
  measure: await addAttribute("measure", "Size", sizes), // the shop is born with a `size` of its own
};
const known = {};
for (const category of categories) {
  known[category.key] = await addCategory(category);
}
const kinds = await addKinds(attributes);
for (const [at, good] of goods.entries()) {
  await addGood(good, at + 1, known[good.category], kinds[good.name]);
}
for (const { key, name, words } of pages) {
  await createPage({ status: 1, url_key: key, name, content: text(key, words), meta_title: name, meta_description: words[0] }, {});
}
await addFeatured();
await addDelivery();
const menu = categories.map(({ key, name }) => ({ id: key, uuid: known[key].uuid, name, type: "category", children: [] }));
await addWidget("basic_menu", "Main menu", { menus: menu, isMain: true }, "all", "headerMiddleLeft", 5);
await addWidget("collection_products", "New in",
  { collection: "new-in", count: FEATURED_EACH, countPerRow: 3, heading: "New in" }, "homepage", "content", 10);
const links = pages.map(({ key, name }) => ({ id: key, label: name, url: `/${key}` }));
await addWidget("footer_menu", "Service", { columns: [{ id: "service", title: "Service", links }] }, "all", "footerTop", 10);
await pool.end();
process.exit(0);
