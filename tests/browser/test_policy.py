"""The content security policy that `gongkai policy` prints, in Chromium: nothing of the site is stopped, all else is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.commands import gongkai_here
from tests.helpers.public import KINDS, build_public

pytestmark = pytest.mark.thorough


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, every answer with the policy."""

    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module", params=["material", "mkdocs"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a site of every kind of page."""
    folder = build_public(tmp_path_factory.mktemp(request.param), request.param)
    done = gongkai_here(folder.parent, "policy")
    assert done.status == 0, done.said
    handler = type("Handler", (Handler,), {"policy": done.out.strip()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that remembers what the policy stopped."""
    with browser.new_context() as context:
        opened = context.new_page()
        opened.add_init_script(
            "window.stopped = []; document.addEventListener('securitypolicyviolation',"
            " event => window.stopped.push([event.violatedDirective, event.blockedURI, event.sample]))"
        )
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_site_is_stopped(address: str, page: Page, kind: str) -> None:
    page.goto(f"{address}reports/{KINDS[kind]}", wait_until="networkidle")
    assert page.evaluate("window.stopped") == []


def test_ours_works(address: str, page: Page) -> None:
    """The larger letters, which a script of ours sets."""
    page.goto(f"{address}reports/{KINDS['report']}", wait_until="networkidle")
    page.get_by_role("button", name="长者模式").click()
    assert page.evaluate("document.documentElement.className + document.body.className").count("gongkai") >= 1
    assert page.evaluate("window.stopped") == []


def test_what_was_put_in_is_stopped(address: str, page: Page) -> None:
    """A script and a handler, as an injected text would bring them."""
    page.goto(f"{address}reports/", wait_until="networkidle")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.evil = 1'; document.body.append(s);"
        " document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.evil = 1\">') }"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.evil") is None
    assert len(page.evaluate("window.stopped")) >= 2
