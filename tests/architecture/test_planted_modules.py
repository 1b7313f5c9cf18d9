"""Every rule about modules finds what breaks it: violations are planted, the lawful passes."""

from collections.abc import Callable

import pytest

from architecture.rules import imports, one_place, sizes, tables, transactions
from architecture.rules.names import Sources, sources

Rule = Callable[[Sources], list[str]]
GRANT = "from consent.model import Grant\n"
IN_BLOCK = "async def act():\n    async with transaction():\n        if True:\n            raise "
IN_MODULES: list[tuple[Rule, str, str]] = [
    (one_place.grants_made, "portal__x", f"{GRANT}Grant(person=1)"),
    (one_place.grants_made, "portal__x", "from consent.model import Grant as Permit\nPermit()"),
    (one_place.grants_made, "consent__x", "from consent import model\nmodel.Grant()"),
    (one_place.grants_made, "portal__x", "import consent.model as m\nm.Grant()"),
    (
        one_place.grants_made,
        "publishing__x",
        f"{GRANT}import msgspec\nmsgspec.convert({{}}, Grant)",
    ),
    (one_place.grants_made, "portal__x", f"{GRANT}msgspec.convert({{}}, type=Grant)"),
    (one_place.clocks_read, "portal__x", "from datetime import datetime\ndatetime.now()"),
    (one_place.clocks_read, "portal__x", "from datetime import datetime as dt\ndt.utcnow()"),
    (one_place.clocks_read, "consent__x", "import datetime\ndatetime.date.today()"),
    (one_place.clocks_read, "publishing__x", "from time import time as tick\ntick()"),
    (one_place.clocks_read, "portal__x", "import time\nfield(default_factory=time.time)"),
    (one_place.database_clocks_read, "consent__x", "SQL = 'select 1 where ended_at < now()'"),
    (one_place.database_clocks_read, "consent__x", "f'age {n} and CURRENT_DATE'"),
    (one_place.chance_taken, "portal__x", "import random"),
    (one_place.chance_taken, "consent__x", "from random import choice"),
    (one_place.shells_opened, "portal__x", "import subprocess\nsubprocess.run('ls', shell=True)"),
    (one_place.shells_opened, "portal__x", "subprocess.run('ls', shell=quick)"),
    (one_place.shells_opened, "portal__x", "import os\nos.system('ls')"),
    (one_place.shells_opened, "portal__x", "from os import popen as start\nstart('ls')"),
    (one_place.shells_opened, "portal__x", "eval('1')"),
    (transactions.refusals_inside, "portal__x", f"{IN_BLOCK}NotFoundException"),
    (transactions.refusals_inside, "portal__x", f"{IN_BLOCK}errors.HTTPException(403)"),
    (
        transactions.refusals_inside,
        "portal__x",
        f"{IN_BLOCK}Refusal()".replace("transaction()", "open_file(), database.transaction()"),
    ),
    (
        transactions.yielding_dependencies,
        "portal__x",
        "async def opened():\n    yield 1\nApp(dependencies={'file': Provide(opened)})",
    ),
    (transactions.values_in_statements, "consent__x", "fetch(f'select {name}')"),
    (transactions.values_in_statements, "consent__x", "fetch('select ' + name)"),
    (transactions.values_in_statements, "consent__x", "engine.run_ddl('drop {}'.format(name))"),
    (transactions.values_in_statements, "portal__x", "pool().execute('a %s' % name)"),
    (imports.tables_reached, "portal__x", "from consent.tables import Person"),
    (imports.tables_reached, "portal__x", "from consent import tables"),
    (imports.tables_reached, "consent__x", "import consent.tables"),
    (imports.demo_known, "portal__app", "from portal.demo.people import citizens"),
    (imports.demo_known, "portal__app", "from portal import demo"),
    (sizes.long_functions, "portal__x", "def long():\n" + "    x = 1\n" * 41),
    (sizes.wide_functions, "portal__x", "def wide(a, b, c, d, e, f): ..."),
    (sizes.silent_modules, "portal__x", "x = 1"),
    (tables.silent_columns, "consent__tables", "name = Varchar(length=3)"),
    (tables.silent_columns, "consent__tables", "on = columns.Date()"),
    (tables.refused_columns, "consent__tables", "at = Timestamp(default=None)"),
]
LAWFUL: list[tuple[Rule, str, str]] = [
    (one_place.grants_made, "consent__policy", f"{GRANT}Grant()"),
    (
        one_place.grants_made,
        "portal__x",
        f"{GRANT}def f(g: Grant):\n    return isinstance(g, Grant)",
    ),
    (one_place.clocks_read, "portal__clock", "from datetime import datetime\ndatetime.now()"),
    (one_place.clocks_read, "portal__x", "from portal.clock import now\nnow()"),
    (one_place.database_clocks_read, "consent__x", '"""Not now()."""\nSQL = "select known()"'),
    (one_place.chance_taken, "portal__demo__people", "import random"),
    (one_place.shells_opened, "portal__x", "subprocess.run(['ls'], shell=False)"),
    (transactions.refusals_inside, "portal__x", f"{IN_BLOCK}AlreadyDecided(reason)"),
    (
        transactions.refusals_inside,
        "portal__x",
        "async def act():\n    async with transaction():\n        x = 1\n    raise Refusal()",
    ),
    (transactions.values_in_statements, "consent__x", "fetch(f'{LINES} limit $1', limit)"),
    (imports.tables_reached, "consent__queries__x", "from consent.tables import Person"),
    (imports.tables_reached, "publishing__x__tables", "from consent.tables import Person"),
    (imports.demo_known, "portal__commands__demo", "from portal.demo.people import citizens"),
    (
        sizes.long_functions,
        "portal__x",
        'def told():\n    """' + "Much.\n" * 41 + '    """\n    x = 1\n',
    ),
    (tables.silent_columns, "consent__tables", "name = Varchar(length=3, default=None)"),
]


@pytest.mark.parametrize(("rule", "name", "text"), IN_MODULES)
def test_a_planted_violation_is_found(rule: Rule, name: str, text: str) -> None:
    assert len(rule(sources(**{name: text}))) == 1


@pytest.mark.parametrize(("rule", "name", "text"), LAWFUL)
def test_what_is_lawful_passes(rule: Rule, name: str, text: str) -> None:
    assert rule(sources(**{name: text})) == []


def test_a_planted_file_too_long_is_found() -> None:
    found = sizes.long_files({"portal/x.py": "x\n" * 251, "portal/y.py": "y\n" * 250})
    assert found == ["portal/x.py: 251 lines"]


def test_a_planted_folder_too_full_is_found() -> None:
    names = [f"portal/patient/{number}.py" for number in range(16)]
    assert sizes.full_folders([*names, "portal/patient/__init__.py"]) == [
        "portal/patient: 16 files"
    ]
    assert sizes.full_folders(names[1:]) == []
