"""The file of --access: what it may say, and that no sentence about it tells a secret."""

import pytest

from auditor.core.access import Access, load
from auditor.core.errors import AuditorError

SECRET = "hunter2hunter2"
STATE = f'{{"cookies": [{{"name": "sid", "value": "{SECRET}", "domain": "shop.example"}}], "origins": []}}'
WRONG = {
    "unknown key": (f'basic_aut = "u:{SECRET}"', "Did you mean basic_auth?"),
    "unset variable": ('[headers]\nX-Key = "$AUDITOR_NO_SUCH"', "headers.X-Key names a variable of the environment that is not set"),
    "no password": (f'basic_auth = "{SECRET}"', "is not like user:password"),
    "no text": ("basic_auth = 5", "basic_auth is not a text"),
    "no table": (f'headers = "{SECRET}"', "headers is not a text"),
    "header with a line in it": (f'[headers]\nX-Key = "{SECRET}\\nX: y"', "cannot be sent"),
    "header with a space in its name": (f'[headers]\n"X Key" = "{SECRET}"', "cannot be sent"),
    "cookie of several": (f'[cookies]\nsid = "{SECRET}; a=b"', "cannot be sent"),
    "cookies as a header": (f'[headers]\nCookie = "{SECRET}"', "[cookies]"),
    "another name": (f'[headers]\nUser-Agent = "{SECRET}"', "always says who it is"),
    "no TOML": (f"{SECRET} {SECRET}", "is not TOML (at line 1"),
    "no JSON": (f'{{"cookies": {SECRET}', "is not JSON"),
    "a state of another shape": ('{"cookies": [{"name": "sid", "value": 5}]}', "cookies[0].value is not as Playwright writes it"),
    "a state with a word of its own": (STATE.replace('"domain"', f'"sameSite": "{SECRET}", "domain"'), "cookies[0]"),
    "a state that is not there": ('storage_state = "none.json"', "none.json, which gives access, cannot be read"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_without_the_secret(text, words, tmp_path):
    (tmp_path / "access.toml").write_text(text)
    with pytest.raises(AuditorError) as error:
        load(tmp_path / "access.toml")
    assert words in str(error.value)
    assert SECRET not in str(error.value)


def test_values_come_from_the_environment_and_from_beside_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOP_LOGIN", f"preview:{SECRET}")
    (tmp_path / "state.json").write_text(STATE)
    (tmp_path / "access.toml").write_text('basic_auth = "$SHOP_LOGIN"\nstorage_state = "state.json"\n[headers]\nX-Key = "a$b"\n')
    access = load(tmp_path / "access.toml")
    assert access.basic_auth == f"preview:{SECRET}"
    assert access.headers == {"X-Key": "a$b"}
    assert [cookie.value for cookie in access.state.cookies] == [SECRET]
    assert load(tmp_path / "state.json").state == access.state
    assert load(None).is_empty


def test_printed_it_tells_nothing():
    access = Access(basic_auth=f"u:{SECRET}", headers={"X-Key": SECRET})
    assert SECRET not in f"{access!r} {access}"


def test_secrets_are_the_parts_that_could_be_seen():
    access = Access("preview:opensesame", {"Authorization": "Bearer abcdefgh", "X-Env": "dev"}, {"sid": "s3ss10n"})
    assert {"opensesame", "cHJldmlldzpvcGVuc2VzYW1l", "abcdefgh", "s3ss10n"} <= access.secrets
    assert not {"dev", "preview", "Bearer"} & access.secrets
