"""The ways in which the main stories are walked; every page is looked at in both."""

from browser.stories.visit import EVERY_WIDTH, Way

WAYS = {
    "every width": Way(390, checked=EVERY_WIDTH),
    "by keyboard, without scripts": Way(1280, scripts=False, keyboard=True),
}
