"""Whatever people, teams, customers and clocks do, in any order: no state that cannot be, and nobody forgotten."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings as run
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.cases import lifecycle, sla
from bot.cases.case import Handoff, HandoffState, Priority, Reply, ReplyState, Status, WaitingFor
from bot.cases.refusals import Refusal
from bot.cases.settings import Desk, Sla, SlaRule
from bot.ports.keep import LATE, RESOLUTION, SILENCE, WAKE, timers_of
from tests.cases.samples import NOON, case, handoff, mention, post, reply, settings

PEOPLE = st.sampled_from(["U0ANN", "U0BEN", "U0LEAD"])
TEAMS = st.sampled_from(["baggage", "crew"])
ANY = st.integers(0, 50)
RULES = (SlaRule(priority="urgent", first_reply_minutes=5),)
RESTS = (WaitingFor.CUSTOMER, WaitingFor.SNOOZE)


class AnyCourse(RuleBasedStateMachine):
    """Keeps a case as the desk does: a step of the lifecycle, the clocks tended after it, and its timers set."""

    @initialize(
        hours=st.sampled_from([(), ("mon-fri 08:00-12:00", "mon-fri 13:00-17:00")]), silence=st.sampled_from([72, 0])
    )
    def opens(self, hours, silence):
        desk = Desk(channel="C0MENTIONS", timezone="Europe/Berlin", resolve_after_silence_hours=silence)
        self.settings = settings(desk=desk, sla=Sla(hours=hours, rules=RULES))
        self.now, self.number, self.timers = NOON, 100, {}
        self.owed, self.told = True, False
        self.case = case()
        self._keep(self.case)
        self.first_due = self.case.due

    def _keep(self, after):
        was = {timer.kind: timer.due for timer in timers_of(self.case, self.now)}
        self.case = sla.kept(self.case, after, self.now, self.settings)
        timers = {timer.kind: timer.due for timer in timers_of(self.case, self.now)}
        self.timers |= {kind: due for kind, due in timers.items() if was.get(kind) != due}
        for kind in was.keys() - timers.keys():
            self.timers.pop(kind, None)

    def _next(self):
        self.number += 1
        return self.number

    def _step(self, step, *arguments):
        with suppress(Refusal):
            self._keep(step(self.case, *arguments)[0])

    def _on_reply(self, which, step, *arguments):
        if self.case.replies:
            with suppress(Refusal):
                changed = step(self.case.replies[which % len(self.case.replies)], *arguments)
                self._keep(self.case.with_reply(changed if isinstance(changed, Reply) else changed[0]))

    def _on_handoff(self, which, step, *arguments, then=lambda case: case):
        if self.case.handoffs:
            with suppress(Refusal):
                changed = step(self.case.handoffs[which % len(self.case.handoffs)], *arguments)
                changed = changed if isinstance(changed, Handoff) else changed[0]
                self._keep(then(self.case.with_handoff(changed)))

    def _answered(self, after, sent):
        self._keep(after.with_reply(sent))
        self.owed = self.owed and any(each.seen_at > sent.decided_at for each in self.case.posts)

    # people
    @rule(by=PEOPLE)
    def claim(self, by):
        self._step(lifecycle.claim, by, self.now)

    @rule(by=PEOPLE)
    def release(self, by):
        self._step(lifecycle.release, by, self.now)

    @rule(to=PEOPLE, by=PEOPLE)
    def assign(self, to, by):
        self._step(lifecycle.assign, to, by, self.now)

    @rule(by=PEOPLE, hours=st.integers(-1, 30))
    def snooze(self, by, hours):
        self._step(lifecycle.snooze, self.now + timedelta(hours=hours), by, self.now)

    @rule(by=PEOPLE)
    def set_aside(self, by):
        self._step(lifecycle.set_aside, by, self.now)

    @rule(by=PEOPLE)
    def resolve(self, by):
        with suppress(Refusal):
            done, _ = lifecycle.resolve(self.case, by, self.now)
            self._keep(replace(done, handoffs=tuple(lifecycle.close_handoff(each) for each in done.handoffs)))

    @rule(by=PEOPLE)
    def reopen(self, by):
        self._step(lifecycle.reopen, by, self.now, self.settings, "")

    # replies
    @rule(by=PEOPLE, state=st.sampled_from([ReplyState.WAITING, ReplyState.APPROVAL]))
    def decide(self, by, state):
        decided = reply(id=self._next(), by=by, state=state, decided_at=self.now, send_at=self.now)
        after, _ = lifecycle.decide_reply(self.case, decided, self.now)
        self._keep(replace(after, replies=(*self.case.replies, decided)))

    @rule(which=ANY, by=PEOPLE, step=st.sampled_from([lifecycle.undo, lifecycle.approve, lifecycle.post_again]))
    def take_a_step_on_a_reply(self, which, by, step):
        self._on_reply(which, step, by, self.now)

    @rule(which=ANY, by=PEOPLE)
    def send_back(self, which, by):
        self._on_reply(which, lifecycle.send_back, "shorter", by, self.now)

    @rule(which=ANY)
    def try_again(self, which):
        self._on_reply(which, lambda shown: lifecycle.try_again(self.case, shown, self.now))

    @rule(which=ANY, step=st.sampled_from([lifecycle.failed, lifecycle.unsure, lifecycle.put_to_people]))
    def goes_wrong(self, which, step):
        sent = [each for each in self.case.replies if each.state in (ReplyState.WAITING, ReplyState.UNSURE)]
        if sent:
            changed, _ = step(sent[which % len(sent)], "X says no", self.now)
            self._keep(self.case.with_reply(changed))

    @rule(which=ANY)
    def goes_out(self, which):
        waiting = [each for each in self.case.replies if each.state is ReplyState.WAITING]
        if waiting:
            self._answered(*lifecycle.posted(self.case, waiting[which % len(waiting)], "2001", "url", self.now)[:2])

    @rule(which=ANY, by=PEOPLE)
    def is_there(self, which, by):
        if self.case.replies:
            with suppress(Refusal):
                shown = self.case.replies[which % len(self.case.replies)]
                self._answered(*lifecycle.is_there(self.case, shown, self.now, by, self.now)[:2])

    @rule()
    def is_answered_by_hand(self):
        by_us = mention(id=str(self._next()), by_us=True, created_at=self.now)
        self._keep(lifecycle.answered_by_hand(self.case, by_us)[0])
        self.owed = False

    # teams
    @rule(team=TEAMS, by=PEOPLE)
    def escalate(self, team, by):
        with suppress(Refusal):
            after, _ = lifecycle.escalate(self.case, team, "PNR", by, self.now)
            asked = handoff(id=self._next(), team=team)
            self._keep(replace(after, handoffs=(*self.case.handoffs, asked)))

    @rule(which=ANY, by=PEOPLE)
    def take(self, which, by):
        self._on_handoff(which, lifecycle.take, by, self.now)

    @rule(which=ANY, by=PEOPLE)
    def ask_back(self, which, by):
        self._on_handoff(which, lifecycle.ask_back, "Which bag?", by, self.now, then=lifecycle.back_from_team)

    @rule(which=ANY, by=PEOPLE)
    def answer_their_question(self, which, by):
        asking = [each for each in self.case.handoffs if each.state is HandoffState.ASKING]
        if asking:
            again, _ = lifecycle.resume(asking[which % len(asking)], by, self.now)
            self._keep(lifecycle.on_to_team(self.case.with_handoff(again)))

    @rule(which=ANY, by=PEOPLE, public=st.booleans())
    def answer(self, which, by, public):
        self._on_handoff(which, lifecycle.answer, "In Oslo.", public, by, self.now, then=lifecycle.back_from_team)

    @rule(which=ANY, by=PEOPLE)
    def decline(self, which, by):
        self._on_handoff(which, lifecycle.decline, "not ours", by, self.now, then=lifecycle.back_unless_asked)

    @rule(which=ANY)
    def give_back(self, which):
        if self.case.handoffs and self.case.handoffs[which % len(self.case.handoffs)].running:
            self._on_handoff(which, lifecycle.give_back, "gone", self.now, then=lifecycle.back_unless_asked)

    # the customer and the clock
    @rule(urgent=st.booleans())
    def hear(self, urgent):
        again = mention(id=str(self._next()), created_at=self.now)
        added = replace(self.case, posts=(*self.case.posts, post(self._next(), self.now, id=again.id)))
        reopened = not self.case.open
        heard, _ = lifecycle.hear(added, again, self.now, self.settings)
        self._keep(replace(heard, priority=Priority.URGENT) if urgent else heard)
        self.owed = True
        if reopened or (self.case.due and self.case.due < self.first_due):
            self.first_due = self.case.due

    @rule(minutes=st.sampled_from([1, 15, 60, 700, 6000]))
    def time_passes(self, minutes):
        until = self.now + timedelta(minutes=minutes)
        while due := min((at for at in self.timers.values() if at <= until), default=None):
            self.now = max(self.now, due)
            self._ring(min(kind for kind, at in self.timers.items() if at == due))
        self.now = until

    def _ring(self, kind):
        del self.timers[kind]
        if not self.case.open:
            return
        if kind == WAKE and self.case.waiting_for is WaitingFor.SNOOZE:
            self._keep(lifecycle.wake(self.case, self.now)[0])
        elif kind == SILENCE and lifecycle.reply_under_way(self.case):
            self.timers[SILENCE] = self.now + timedelta(hours=1)
        elif kind == SILENCE:
            self._keep(lifecycle.resolve(self.case, None, self.now, "silence")[0])
        elif kind == RESOLUTION and (mark := sla.next_mark(self.case, self.now)):
            self.timers[RESOLUTION] = mark
        self.told |= kind in (LATE, RESOLUTION)

    # what always holds
    @invariant()
    def its_state_can_be(self):
        case = self.case
        assert (case.status is Status.WAITING) == (case.waiting_for is not None)
        assert (case.waiting_for is WaitingFor.SNOOZE) == (case.snoozed_until is not None)
        assert case.status is not Status.NEW or case.owner is None
        assert case.status is not Status.CLAIMED or case.owner
        assert case.open == (case.resolved_at is None)
        if case.waiting_for is WaitingFor.TEAM:
            assert any(each.running for each in case.handoffs)
        if not case.open:
            assert (case.due, case.resolves_at) == (None, None) and not any(each.running for each in case.handoffs)

    @invariant()
    def somebody_has_it_or_a_clock_brings_it_to_somebody(self):
        case = self.case
        late = sla.Clock.LATE in (sla.clock_of(case, self.now), sla.resolution_of(case, self.now))
        as_wished = case.waiting_for is WaitingFor.CUSTOMER and not self.settings.desk.resolve_after_silence_hours
        assert not case.open or case.owner or self.timers or (late and self.told) or as_wished

    @invariant()
    def who_waits_for_an_answer_has_a_clock(self):
        assert not (self.case.open and self.owed) or self.case.due is not None
        assert not self.case.open or self.case.first_reply_at or self.case.due == self.first_due

    @invariant()
    def the_resolution_rests_while_we_wait(self):
        case = self.case
        assert (case.rested_at is not None) == (not case.open or case.waiting_for in RESTS)
        assert not case.open or case.resolve_due is not None

    @invariant()
    @precondition(lambda self: self.case.open)
    def every_clock_to_come_has_its_timer(self):
        for timer in timers_of(self.case, self.now):
            if timer.due > self.now:
                assert self.timers.get(timer.kind) == timer.due


TestAnyCourse = AnyCourse.TestCase
TestAnyCourse.settings = run(max_examples=40, stateful_step_count=30, deadline=None)
