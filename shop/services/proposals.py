"""Showing what will be done, and doing it once after a yes.

The proposal's id is the idempotency key: a second yes, a repeated message or a restart in the middle finds the
proposal where it stood and never moves money or rows again.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from shop.model.facts import Facts, decode, encode
from shop.model.ordering import Movement
from shop.model.records import AuditEntry, Proposal
from shop.model.refusals import (
    NothingToConfirm,
    PaymentFailed,
    PaymentUnknown,
    ProposalExpired,
    ProposalOutdated,
    TooLate,
)
from shop.ports import ProviderDeclined, ProviderUnreachable, StorageBusy, UnitOfWork
from shop.services.base import Scene, Service
from shop.services.changes.base import CHANGES, Change, Summary

LIFETIME = timedelta(minutes=30)
REPEATABLE = timedelta(minutes=10)


class Proposals(Service):
    def propose(self, conversation_id: str, change: Change) -> tuple[Proposal, Summary]:
        """Stores what was shown and closes what was open before. Raises the change's refusals."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            scene = self.scene(work, conversation_id)
            summary = change.review(scene)
            self._close_open(work, conversation_id)
            proposal = Proposal(
                id=secrets.token_hex(16),
                conversation_id=conversation_id,
                customer_id=scene.customer.id,
                kind=change.kind,
                change=change.fields(),
                shown=summary.shown,
                rules=self._rules(summary),
                created_at=scene.now,
                expires_at=scene.now + LIFETIME,
            )
            work.records.add(proposal)
            work.commit()
            return proposal, summary

    def close(self, conversation_id: str) -> None:
        """The customer has changed their mind: nothing open is carried out any more."""
        with self.tools.open_work() as work:
            if self._close_open(work, conversation_id):
                work.commit()

    def last_answer(self, conversation_id: str) -> tuple[str, Facts] | None:
        """Kind and facts of what was done last in this conversation, while it is fresh."""
        with self.tools.open_work() as work:
            done = work.records.last_done_proposal(conversation_id)
            if done is None or done.answer is None or done.created_at + LIFETIME + REPEATABLE < self.tools.clock.now():
                return None
            return done.kind, decode(done.answer)

    def carry_out(self, conversation_id: str, proposal_id: str, deadline: float | None = None) -> tuple[str, Facts]:
        """Kind and facts for the reply, from the commit or, the second time, from the stored answer.

        `deadline`, in seconds since the epoch: later than that nobody hears the answer, and nothing is committed.
        """
        begun = self._begin(conversation_id, proposal_id)
        if begun.state == "done":
            return begun.kind, decode(begun.answer)
        moved: list[str] = []
        try:
            self._move(begun, self._movements(conversation_id, begun), moved)
            return begun.kind, self._finish(conversation_id, begun, deadline)
        except Exception:
            try:
                answer = self._give_up(proposal_id, moved)
            except StorageBusy:
                # Nobody can say now where the proposal stands: money back is the safe side, and its keys are spent.
                self._take_back(moved)
                raise
            if answer is not None:
                return begun.kind, answer
            raise

    def _begin(self, conversation_id: str, proposal_id: str) -> Proposal:
        with self.tools.open_work() as work:
            work.lock(proposal_id)
            scene = self.scene(work, conversation_id)
            proposal = work.records.proposal(proposal_id)
            if proposal is None or (proposal.conversation_id, proposal.customer_id) != (
                conversation_id,
                scene.customer.id,
            ):
                raise NothingToConfirm()
            if proposal.state in ("closed", "failed"):
                raise NothingToConfirm()
            if proposal.state == "open":
                self._check_still_true(scene, proposal)
                proposal.state = "running"
                work.commit()
            return proposal

    def _check_still_true(self, scene: Scene, proposal: Proposal) -> Summary:
        if proposal.expires_at < scene.now:
            raise ProposalExpired()
        summary = self._change(proposal).review(scene)
        if summary.shown != proposal.shown:
            raise ProposalOutdated()
        return summary

    def _movements(self, conversation_id: str, proposal: Proposal) -> list[Movement]:
        with self.tools.open_work() as work:
            return list(self._change(proposal).review(self.scene(work, conversation_id)).movements)

    def _move(self, proposal: Proposal, movements: list[Movement], moved: list[str]) -> None:
        """Through the provider, outside any transaction, charges first; `moved` collects the keys that were tried."""
        outside = [m for m in movements if not m.method.is_gift_card]
        outside.sort(key=lambda m: m.amount.minor)
        for index, movement in enumerate(outside):
            key = f"{proposal.id}:{index}"
            moved.append(key)
            try:
                if movement.amount.minor < 0:
                    self.tools.payments.charge(key, movement.method, -movement.amount)
                else:
                    self.tools.payments.refund(key, movement.method, movement.amount)
            except ProviderDeclined as declined:
                raise PaymentFailed(method=movement.method) from declined
            except ProviderUnreachable as unreachable:
                raise PaymentUnknown(method=movement.method) from unreachable

    def _give_up(self, proposal_id: str, moved: list[str]) -> Facts | None:
        """Money and rows must agree: what moved is taken back and the proposal is spent.

        The stored answer where the same yes, delivered twice, has been carried out meanwhile.
        """
        with self.tools.open_work() as work:
            work.lock(proposal_id)
            proposal = work.records.proposal(proposal_id)
            if proposal is not None and proposal.state == "done":
                return dict(decode(proposal.answer))
            self._take_back(moved)
            if proposal is not None:
                proposal.state = "failed"
                self._log(work, proposal, f"{proposal.kind}.failed", self._change(proposal).subject())
                work.commit()
            return None

    def _take_back(self, keys: list[str]) -> None:
        for key in keys:
            self.tools.payments.void(key)

    def _finish(self, conversation_id: str, begun: Proposal, deadline: float | None) -> Facts:
        with self.tools.open_work() as work:
            work.lock(begun.id)
            scene = self.scene(work, conversation_id)
            proposal = work.records.proposal(begun.id)
            if proposal is None or proposal.state == "failed":
                raise NothingToConfirm()
            if proposal.state == "done":
                return dict(decode(proposal.answer))
            change = self._change(proposal)
            summary = change.review(scene)
            shown = summary.shown
            facts = change.apply(scene, summary)
            proposal.answer = dict(encode({**shown, **facts}))
            proposal.state = "done"
            self._remember(work, proposal)
            self._log(work, proposal, proposal.kind, change.subject())
            if deadline is not None and self.tools.clock.now().timestamp() > deadline:
                raise TooLate()
            work.commit()
            return dict(decode(proposal.answer))

    def _close_open(self, work: UnitOfWork, conversation_id: str) -> bool:
        found = work.records.open_proposals(conversation_id)
        for proposal in found:
            proposal.state = "closed"
        return bool(found)

    def _rules(self, summary: Summary) -> list[str]:
        return list(summary.rules)

    def _remember(self, work: UnitOfWork, proposal: Proposal) -> None:
        """For a second yes: see `last_answer`."""
        work.records.conversation(proposal.conversation_id).last_proposal_id = proposal.id

    def _change(self, proposal: Proposal) -> Change:
        return CHANGES.load(proposal.kind, proposal.change)

    def _log(self, work: UnitOfWork, proposal: Proposal, action: str, subject: str) -> None:
        work.records.add(
            AuditEntry(
                actor=self._actor(proposal),
                action=action,
                subject=subject,
                at=self.tools.clock.now(),
                rules=list(proposal.rules),
                facts={"proposal": proposal.id, "change": proposal.change, "shown": proposal.shown},
                conversation_id=self._conversation(proposal),
            )
        )

    def _actor(self, proposal: Proposal) -> str:
        return f"customer:{proposal.customer_id}"

    def _conversation(self, proposal: Proposal) -> str:
        return proposal.conversation_id
