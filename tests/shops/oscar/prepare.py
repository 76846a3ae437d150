"""Makes the shop's folder: database, search index, pictures and every thumbnail the templates ask for.

python -m tests.shops.oscar.prepare FOLDER      an empty or absent folder
"""

import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import django

from tests.shops.oscar.goods import Good, goods
from tests.shops.oscar.pictures import VIEWS, draw

THUMBNAILS = [  # size, options, whether of the first picture only: what oscar's templates ask for
    ("440x400", {"upscale": False}, False),
    ("65x55", {"crop": "center"}, False),
    ("x155", {"upscale": False}, True),
    ("100x100", {"upscale": False}, True),
]


def main(folder: Path) -> None:
    os.environ["OSCAR_SHOP_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.shops.oscar.settings"
    media = folder / "media"
    media.mkdir(parents=True)
    all_goods = goods()
    with ProcessPoolExecutor(2) as pool:
        drawn = [pool.submit(draw, *job) for job in _drawings(all_goods, media)]
        _fill(all_goods)
        for drawing in drawn:
            drawing.result()
        _shrink(media)


def _fill(all_goods: list[Good]) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0, run_syncdb=True)
    from tests.shops.oscar.seed import fill

    with transaction.atomic():
        _hang(all_goods, fill(all_goods))
    call_command("update_index", verbosity=0)


def _drawings(all_goods: list[Good], media: Path):
    """Arguments of `pictures.draw`, one picture each."""
    for number, good in enumerate(all_goods):
        for view in range(good.views):
            path = media / _name(number, view)
            path.parent.mkdir(parents=True, exist_ok=True)
            yield path, good.shape, good.colour, VIEWS[view], number


def _name(number: int, view: int) -> str:
    return f"images/products/2025/03/{number + 1:03}-{VIEWS[view]}.jpg"


def _hang(all_goods: list[Good], products: list) -> None:
    from oscar.core.loading import get_model

    image = get_model("catalogue", "ProductImage")
    image.objects.bulk_create(
        image(product=product, original=_name(number, view), display_order=view)
        for number, (good, product) in enumerate(zip(all_goods, products, strict=True))
        for view in range(good.views)
    )


def _shrink(media: Path) -> None:
    """Thumbnails now, so that no visit writes one."""
    import oscar
    from django.db import transaction
    from oscar.core.loading import get_model
    from sorl.thumbnail import get_thumbnail

    shutil.copy(Path(oscar.__file__).parent / "static/oscar/img/image_not_found.jpg", media)
    originals = [(image.original, image.is_primary()) for image in get_model("catalogue", "ProductImage").objects.all()]
    with transaction.atomic():
        for original, is_first in [*originals, ("image_not_found.jpg", True)]:
            for size, options, first_only in THUMBNAILS:
                if is_first or not first_only:
                    get_thumbnail(original, size, **options)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
