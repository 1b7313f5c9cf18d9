"""All addresses of accounts for who is not logged in yet."""

from portal.accounts import arriving, forgotten, login
from portal.accounts.passkeys import login as passkeys
from portal.accounts.steps import code

HANDLERS = (
    login.show,
    login.log_in,
    code.show,
    code.check,
    code.mail,
    passkeys.ask,
    passkeys.check,
    arriving.show,
    arriving.ask,
    arriving.choose,
    forgotten.show,
    forgotten.send,
)
