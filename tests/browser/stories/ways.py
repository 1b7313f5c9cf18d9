"""The ways in which the main stories are walked: by width, without scripts, by keyboard alone."""

from browser.stories.visit import Way

WAYS = {
    "320": Way(320),
    "390": Way(390),
    "1280": Way(1280),
    "without scripts": Way(390, scripts=False),
    "by keyboard": Way(1280, keyboard=True),
}
