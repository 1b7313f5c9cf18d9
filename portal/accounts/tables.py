"""The rows of accounts: names sealed and as keyed hashes, passwords and codes as hashes alone."""

from piccolo.columns import UUID, BigInt, Bytea, Integer, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class Account(Table):
    """How one employee logs in without a provider; without a password nobody can."""

    id = UUID(primary_key=True, default=None)
    employee = UUID(default=None)
    name_key = Bytea(default=None, secret=True, help_text="keyed hash of the mail address")
    name_sealed = Bytea(default=None, secret=True)
    password_hash = Text(default=None, null=True, secret=True, help_text="argon2id")
    totp_sealed = Bytea(default=None, null=True, secret=True)
    totp_step = BigInt(default=0, help_text="the last one used; none is taken twice")
    made_at = Timestamptz(default=None)
    account_employee_key = Unique([employee])
    account_name_key_key = Unique([name_key])


class AccountLink(Table):
    """A link that lets its holder choose a password, once and until a moment."""

    id = UUID(primary_key=True, default=None)
    account = UUID(default=None, index=True)
    purpose = Varchar(length=20, default=None)
    made_at = Timestamptz(default=None)
    ends_at = Timestamptz(default=None)
    used_at = Timestamptz(default=None, null=True)
    account_link_purpose_check = Check("purpose in ('invitation','forgotten')")


class RecoveryCode(Table):
    """A code for who lost the telephone; taken once."""

    id = UUID(primary_key=True, default=None)
    account = UUID(default=None, index=True)
    code_hash = Bytea(default=None, secret=True)


class Passkey(Table):
    """A passkey of an account: what checks its signatures; the secret stays in the device."""

    id = UUID(primary_key=True, default=None)
    account = UUID(default=None, index=True)
    credential_id = Bytea(default=None, secret=True)
    public_key = Bytea(default=None, secret=True, help_text="COSE")
    sign_count = BigInt(default=0, help_text="never goes back; 0 for who does not count")
    name_sealed = Bytea(default=None, secret=True, help_text="what its owner calls it")
    made_at = Timestamptz(default=None)
    used_at = Timestamptz(default=None, null=True)
    passkey_credential_id_key = Unique([credential_id])


class PasskeyChallenge(Table):
    """What a passkey has to sign, as a hash; the newest per account and purpose, taken once."""

    id = UUID(primary_key=True, default=None)
    account = UUID(default=None)
    purpose = Varchar(length=20, default=None)
    challenge_hash = Bytea(default=None, secret=True)
    ends_at = Timestamptz(default=None)
    passkey_challenge_account_purpose_key = Unique([account, purpose])
    passkey_challenge_purpose_check = Check("purpose in ('add','login')")


class MailCode(Table):
    """The code that was mailed last for an account, as a keyed hash; taken once, until a moment."""

    account = UUID(primary_key=True, default=None)
    code_hash = Bytea(default=None, secret=True)
    ends_at = Timestamptz(default=None)


class AccountAttempt(Table):
    """How often a login failed lately, per name and kind of browser: known there, or a stranger."""

    key = Bytea(primary_key=True, default=None, secret=True)
    failures = Integer(default=0)
    since = Timestamptz(default=None)
