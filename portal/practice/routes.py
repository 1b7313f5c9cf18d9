"""All addresses below /praktijk, for employees only; each names the right that it needs."""

from litestar import Router

from portal.accounts.passkeys import own as account
from portal.identity.entrance import Entrance
from portal.practice import (
    agreements,
    decisions,
    letter_file,
    letters,
    results,
    start,
    worklist,
)
from portal.practice.adding import controller as new_letter
from portal.practice.answering import on_malformed
from portal.practice.checks import desk as checks
from portal.practice.copy import giving as copy
from portal.practice.employees import adding, invitation, listing, one, places
from portal.practice.figures import controller as figures
from portal.practice.forms.reading import Malformed
from portal.practice.log import one as log_of_one
from portal.practice.log import overview as log
from portal.practice.notes import controller as notes
from portal.practice.patients import correcting, merging, registering, searching, sharing
from portal.practice.patients import one as patient
from portal.practice.phrasing import names, texts, words
from portal.practice.post import listing as post
from portal.practice.post import own
from portal.practice.quarantine import desk as quarantine
from portal.practice.recall import controller as recall
from portal.practice.reports import desk as reports
from portal.practice.representatives import desk as representatives
from portal.practice.sorts import controller as sorts
from portal.practice.tasks import controller as tasks
from portal.practice.terms import controller as terms
from portal.practice.why import controller as why
from portal.practice.why import unknown
from portal.practice.wording import controller as wording
from portal.presence import employee as sessions

router = Router(
    path="/",
    route_handlers=[
        start.show,
        worklist.show,
        decisions.show,
        decisions.refresh,
        decisions.release,
        decisions.leave_open,
        decisions.refusing,
        decisions.refuse,
        results.worklist,
        results.show,
        results.refresh,
        results.publish,
        results.invite,
        results.save,
        tasks.show,
        tasks.change,
        letters.worklist,
        letters.show,
        letters.accord,
        letter_file.download,
        new_letter.begin,
        new_letter.add,
        sorts.show,
        sorts.change,
        terms.show,
        terms.change,
        terms.margin,
        recall.begin_result,
        recall.result,
        recall.begin_letter,
        recall.letter,
        notes.show,
        notes.change,
        unknown.show,
        why.show_all,
        why.show,
        why.set_flag,
        figures.show,
        agreements.show,
        agreements.change,
        wording.show,
        wording.change,
        texts.show,
        texts.change,
        texts.show_own,
        texts.change_own,
        texts.try_on,
        words.show,
        words.change,
        names.show,
        names.change,
        quarantine.show_all,
        quarantine.show,
        quarantine.again,
        quarantine.link_to,
        quarantine.dismiss,
        searching.show,
        searching.search,
        registering.begin,
        registering.add,
        patient.show,
        patient.deregister,
        patient.record_death,
        patient.undo_death,
        correcting.begin,
        correcting.correct,
        merging.merge,
        representatives.show,
        representatives.add,
        representatives.end,
        representatives.block,
        representatives.lift,
        sharing.show,
        sharing.note,
        sharing.enlist,
        copy.ask,
        copy.give,
        log_of_one.ask,
        log_of_one.show,
        log.show,
        log.keep,
        checks.show,
        checks.draw,
        checks.look,
        checks.judge,
        checks.tell,
        places.show,
        places.choose,
        listing.show_all,
        listing.name_fallback,
        adding.begin,
        adding.add,
        invitation.renew,
        one.show,
        one.change,
        one.leave,
        reports.worklist,
        reports.show,
        reports.answer,
        reports.open_again,
        account.show,
        account.ask,
        account.add,
        account.remove,
        own.show,
        own.mail,
        own.messages,
        post.show,
        post.letter,
        post.again,
        post.done,
        one.log_out,
        sessions.show,
        sessions.end_one,
        sessions.end_all,
    ],
    opt={"entrance": Entrance.EMPLOYEE},
    exception_handlers={Malformed: on_malformed},
)
