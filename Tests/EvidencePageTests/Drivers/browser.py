"""Looks at a page of the evidence in a browser without a window, and says what is wrong with it.

usage: browser.py PAGE [--opens-within MS] [--pictures FOLDER] [--axe FILE]

One line for each thing that was looked at: "ok" or "WRONG", what, and what was found. The exit status
is 0 when nothing is wrong.
"""

import argparse
import base64
import ctypes
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException, TimeoutException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

WIDE, NARROW, HEIGHT = 1100, 400, 900


class Look:
    def __init__(self):
        self.looked = 0
        self.wrong = 0

    def expect(self, what, holds, found=""):
        self.looked += 1
        self.wrong += not holds
        print(f"{'ok   ' if holds else 'WRONG'} {what}" + (f": {found}" if found != "" else ""))


def browser():
    options = Options()
    options.binary_location = shutil.which("chromium")
    for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def shape(driver, width, scheme="light", media="screen"):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False})
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})


def picture(driver, folder, name):
    if folder is None:
        return
    size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    shot = driver.execute_cdp_cmd(
        "Page.captureScreenshot",
        {"captureBeyondViewport": True,
         "clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}})
    (folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def opening(driver, look, address, limit_ms):
    driver.get(address)
    WebDriverWait(driver, 20).until(
        lambda d: d.execute_script("return performance.getEntriesByName('ready').length > 0"))
    times = driver.execute_script(
        "const paint = performance.getEntriesByName('first-contentful-paint')[0];"
        "return [paint ? paint.startTime : -1, performance.getEntriesByName('ready')[0].startTime]")
    look.expect(
        f"it can be read and stepped through within {limit_ms} ms",
        0 <= times[0] <= limit_ms and times[1] <= limit_ms,
        f"first picture after {times[0]:.0f} ms, all of it after {times[1]:.0f} ms")


def quiet(driver, look, address):
    said = [entry["message"] for entry in driver.get_log("browser")]
    look.expect("the browser has nothing to complain of", said == [], said or "")
    asked = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    others = [url for url in asked if url not in (address, "data:,")]
    look.expect("nothing is fetched but the page itself", address in asked and others == [],
                others or "")
    try:
        driver.switch_to.alert.accept()
        look.expect("no text is run as a script", False, "an alert came up")
    except NoAlertPresentException:
        look.expect("no text is run as a script", True)


def addresses(driver, look):
    links = driver.execute_script(
        "return [...document.querySelectorAll('a')].map(a => [a.getAttribute('href'), a.protocol])")
    bad = [href for href, protocol in links
           if protocol != "file:" or not (href.startswith("./") or href.startswith("#"))]
    look.expect("links lead to files beside the page", bad == [], bad or f"{len(links)} links")
    missing = driver.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
        ".filter(id => !document.getElementById(id))")
    look.expect("links within the page lead somewhere", missing == [], missing or "")
    foreign = driver.execute_script(
        "return document.querySelectorAll('img, iframe, object, embed, form, script[src], "
        "link:not([href=\"data:,\"])').length")
    look.expect("the page has no element that could fetch anything", foreign == 0)


def states(data):
    """What is so after each event that is asked for, from the data alone."""
    changes = data["changes"]
    triples = list(zip(changes[0::3], changes[1::3], changes[2::3]))

    def at(event):
        state = {}
        for number, cell, text in triples:
            if number <= event:
                state[cell] = text
        touched = {cell for number, cell, _ in triples if number == event}
        rows = []
        for cell, name in enumerate(data["cells"]):
            if state.get(cell, -1) < 0 and cell not in touched:
                continue
            value = "gone" if state[cell] < 0 else data["texts"][state[cell]]
            rows.append((name, value, cell in touched))
        return rows

    return at


def shown(driver, section):
    return driver.execute_script(
        """
        const section = arguments[0];
        return {
          at: Number(section.querySelector('input').value),
          row: section.querySelector('[aria-current] .words').textContent,
          rows: [...section.querySelectorAll('.cells tr')].map(row => [
            row.querySelector('th').textContent,
            (row.querySelector('ins') ?? row.querySelector('td')).textContent,
            row.classList.contains('changed')]),
          spoken: section.querySelector('input').getAttribute('aria-valuetext'),
          marked: [...section.closest('.failure').querySelectorAll('.event.current')]
            .map(mark => Number(mark.dataset.event)),
        }
        """, section)


def stepping(driver, look, section):
    name = section.get_attribute("data-story")
    data = json.loads(driver.execute_script(
        "return document.getElementById(arguments[0]).textContent", name))
    state, last = states(data), len(data["text"]) - 1
    slider = section.find_element(By.CSS_SELECTOR, "input")

    def check(what, event):
        found = shown(driver, section)
        rows = [tuple(row) for row in found["rows"]]
        # Groups stand together on the page; within one, cells keep their order.
        wanted = sorted(state(found["at"]), key=lambda row: row[0])
        drawn = [found["at"]] if found["at"] in data["essential"] else []
        look.expect(f"{name}: {what} leads to event {event}", found["at"] == event, found["at"])
        look.expect(f"{name}: event {event} and the state at it are shown",
                    found["row"] == data["texts"][data["text"][event]]
                    and sorted(rows, key=lambda row: row[0]) == wanted
                    and found["marked"] == drawn
                    and data["texts"][data["text"][event]] in found["spoken"],
                    "" if sorted(rows, key=lambda row: row[0]) == wanted else (rows, wanted))

    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", slider)
    start = data["violation"] if data["violation"] >= 0 else 0
    check("opening", start)
    slider.send_keys(Keys.HOME)
    check("Home", 0)
    for number in range(1, min(last, 6) + 1):
        slider.send_keys(Keys.ARROW_RIGHT)
        check("the right arrow", number)
    slider.send_keys(Keys.ARROW_LEFT)
    check("the left arrow", min(last, 6) - 1)
    slider.send_keys(Keys.END)
    check("End", last)
    pressing(driver, look, section, data, check, last)
    pointing(driver, look, section, data, check, last)
    changing = sorted(set(data["changes"][0::3]) - {-1})
    distinct = {json.dumps(state(event)) for event in [0, *changing[:20], last]}
    look.expect(f"{name}: the state changes as one steps", len(distinct) > 1, len(distinct))


def pressing(driver, look, section, data, check, last):
    def press(name):
        button = section.find_element(By.CSS_SELECTOR, f"button[data-go={name}]")
        driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        ActionChains(driver).move_to_element(button).click().perform()

    press("first")
    check("the button for the first", 0)
    press("more")
    check("the button for the next", 1)
    for event in [one for one in data["essential"] if one > 1][:3]:
        press("essential-after")
        check("the button for what matters", event)
    for name in ["inevitable", "violation"]:
        if data[name] >= 0:
            press(name)
            check(f"the button '{name}'", data[name])
    press("last")
    press("less")
    check("the button for the one before", max(0, last - 1))


def pointing(driver, look, section, data, check, last):
    slider = section.find_element(By.CSS_SELECTOR, "input")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", slider)
    width = slider.size["width"]
    ActionChains(driver).move_to_element(slider).click_and_hold().move_by_offset(
        int(-width / 4), 0).release().perform()
    at = shown(driver, section)["at"]
    look.expect("the slider can be dragged by the mouse", abs(at - last / 4) <= max(1, last * 0.03),
                f"event {at} of {last}, a quarter of the way")
    check("dragging", at)
    canvas = section.find_element(By.CSS_SELECTOR, "canvas")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", canvas)
    ActionChains(driver).move_to_element_with_offset(
        canvas, canvas.size["width"] // 2 - 8, 0).click().perform()
    after = shown(driver, section)["at"]
    look.expect("a click into the lanes leads to another event", after > at, f"{at} to {after}")
    check("the click", after)
    mark = section.find_element(By.XPATH, "./ancestor::article").find_elements(
        By.CSS_SELECTOR, ".swimlanes .event")[0]
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    ActionChains(driver).move_to_element(mark).click().perform()
    check("a click on the first mark", data["essential"][0])


def accessible(driver, look, axe, name):
    driver.execute_script(axe)
    found = driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations', 'incomplete']})"
        ".then(r => done({violations: r.violations.map(v => [v.id, v.nodes.map(n => n.html)"
        ".slice(0, 3)]), passes: r.passes.length,"
        "contrast: r.passes.some(p => p.id === 'color-contrast')}))")
    look.expect(f"axe finds nothing wrong, {name}", found["violations"] == [],
                found["violations"] or f"{found['passes']} rules hold")
    look.expect(f"axe has judged the contrast, {name}", found["contrast"])


def fitting(driver, look, name):
    widths = driver.execute_script(
        "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    look.expect(f"nothing is wider than the page, {name}", widths[0] <= widths[1], widths)


def schemes(driver, look, axe, folder):
    colors = {}
    for scheme in ["light", "dark"]:
        shape(driver, WIDE, scheme)
        colors[scheme] = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
        accessible(driver, look, axe, scheme)
        fitting(driver, look, scheme)
        picture(driver, folder, scheme)
    look.expect("light and dark differ", colors["light"] != colors["dark"], colors)
    shape(driver, NARROW)
    accessible(driver, look, axe, "narrow")
    fitting(driver, look, "narrow")
    picture(driver, folder, "narrow")


def printed(driver, look, folder):
    shape(driver, WIDE, media="print")
    seen = driver.execute_script(
        "const seen = e => e.checkVisibility({contentVisibilityAuto: true});"
        "return {steppers: [...document.querySelectorAll('.stepper')].filter(seen).length,"
        " closed: [...document.querySelectorAll('details > *:not(summary)')]"
        "   .filter(e => e.getBoundingClientRect().height === 0).length}")
    look.expect("print leaves out what needs scripts", seen["steppers"] == 0)
    look.expect("print opens what is folded", seen["closed"] == 0, seen["closed"] or "")
    sheets = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "paperWidth": 8.27,
                                                        "paperHeight": 11.69})
    content = base64.b64decode(sheets["data"])
    look.expect("it can be printed", content.startswith(b"%PDF"), f"{len(content)} bytes")
    if folder is not None:
        (folder / "print.pdf").write_bytes(content)
    shape(driver, WIDE)


def without_scripts(driver, look, address, folder):
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.get(address)
    seen = driver.execute_script(
        "const box = q => [...document.querySelectorAll(q)].map(e => e.getBoundingClientRect())"
        ".filter(b => b.width > 0 && b.height > 0).length;"
        "return {ready: performance.getEntriesByName('ready').length,"
        " verdicts: box('.overall .verdict'), failures: box('.failure'),"
        " lanes: box('.swimlanes'), marks: box('.swimlanes .event'), rows: box('ol.events > li'),"
        " changes: box('ol.events .change'), steppers: box('.stepper')}")
    look.expect("without scripts no script has run", seen["ready"] == 0)
    look.expect("without scripts the verdict is there", seen["verdicts"] == 1)
    look.expect(
        "without scripts each failure has its timeline, and each mark its row",
        seen["lanes"] == seen["failures"] and seen["marks"] == seen["rows"]
        and (seen["failures"] == 0 or seen["marks"] > 1 and seen["changes"] > 0), seen)
    look.expect("without scripts there is nothing that does nothing", seen["steppers"] == 0)
    picture(driver, folder, "without-scripts")
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def adopt():
    """Makes the orphans of the browser this program's own, so that it can reap them."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def reap(limit_s=10):
    """Waits for whatever the browser has left; nothing stays behind, no zombie either."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.05)
        except ChildProcessError:
            return


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--opens-within", type=int, default=1000)
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--axe", type=pathlib.Path, required=True)
    words = parser.parse_args()
    if words.pictures:
        words.pictures.mkdir(parents=True, exist_ok=True)
    address = words.page.resolve().as_uri()
    look = Look()
    adopt()
    driver = browser()
    try:
        shape(driver, WIDE)
        opening(driver, look, address, words.opens_within)
        quiet(driver, look, address)
        addresses(driver, look)
        for section in driver.find_elements(By.CSS_SELECTOR, ".stepper"):
            stepping(driver, look, section)
        schemes(driver, look, words.axe.read_text(), words.pictures)
        printed(driver, look, words.pictures)
        without_scripts(driver, look, address, words.pictures)
    except TimeoutException:
        look.expect("the script of the page comes to its end", False, driver.get_log("browser"))
    finally:
        driver.quit()
        reap()
    print(f"{look.looked} looked at, {look.wrong} wrong")
    return 1 if look.wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("SE_OFFLINE", "true")
    # A browser leaves files of its own where temporary ones are made.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"] = folder
        status = main()
    sys.exit(status)
