"""What a frame shows is told as though it stood in the page itself."""

from auditor.core.records.browser import Box
from spiders.journey.finders import CHECKOUT, rank
from spiders.journey.frames import joined
from spiders.journey.sight import Candidate, Field, Framed, Layer, Look, Sight

PLACE = Box(200, 100, 600, 400)
LAYER = Layer(place=3, covers=9, modal=False, sticky=False, text="", box=PLACE)
BUTTON = Candidate(
    place=5, name="Check out", role="link", tag="a", href="http://127.0.0.1/secure", action="", method="", marks="",
    box=Box(10, 20, 90, 30), shown=True, region="main")
FIELD = Field(
    place=6, label="Code", kind="text", name="code", autocomplete="", region="main", required=False, shown=True, form=0,
    filled=False, value="", disabled=False, pattern="", action="")


def sight(text: str, **told) -> Sight:
    empty = dict.fromkeys(("cards", "layers", "candidates", "prices", "fields", "alerts", "frames"), ())
    return Sight(**{
        **empty, "url": "http://127.0.0.1/", "title": "", "lang": "en", "heading": "", "text": text, "main_text": text,
        "stages": None, "images": 0, "scroll_y": 0, **told})


def seen_in(framed: Framed) -> Sight:
    page = Look(sight("Prints", layers=(LAYER,)), hold=None)
    return joined(page, framed, Look(sight("Low Tide £32.00", candidates=(BUTTON,), fields=(FIELD,)), hold=None)).sight


def test_a_frame_in_a_layer_speaks_for_the_layer():
    seen = seen_in(Framed(place=1, src="", box=PLACE, region="dialog", layer=0))
    assert "Low Tide £32.00" in seen.layers[0].text
    assert (seen.candidates[0].layer, seen.candidates[0].region, seen.fields[0].layer) == (0, "dialog", 0)


def test_a_frames_things_are_found_again_and_stand_where_they_are_seen():
    seen = seen_in(Framed(place=1, src="", box=PLACE, region="main"))
    (best,) = rank(seen, CHECKOUT)
    assert (best.candidate.place, best.candidate.box) == (100_005, Box(210, 120, 90, 30))
    assert seen.fields[0].form == 100_000
    assert "Low Tide" in seen.main_text


def test_a_frame_in_the_footer_is_not_what_the_page_is_about():
    seen = seen_in(Framed(place=1, src="", box=PLACE, region="footer"))
    assert "Low Tide" not in seen.main_text
    assert "Low Tide" in seen.text
    assert seen.candidates[0].region == "footer"
