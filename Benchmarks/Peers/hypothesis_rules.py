"""The lock of three wrappers as a rule-based state machine: what RuleLock.swift is in Swift.

usage: hypothesis_rules.py

Prints the seconds until Hypothesis has found and shrunk the failure, and the steps of its last
example that did something.
"""

import time

from hypothesis import HealthCheck, Verbosity, settings
from hypothesis import strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

START, HOLDING, DEAD = "start", "holding", "dead"
wrappers = strategies.integers(min_value=0, max_value=2)
last = []


class RuleLock(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.lock = None
        self.places = [START] * 3
        last.clear()

    @rule(i=wrappers)
    def step(self, i):
        place = self.places[i]
        if place == START:
            last.append(f"step({i})")
            if self.lock is None:
                self.lock = i
                self.places[i] = HOLDING
            else:
                self.places[i] = self.lock
        elif place not in (HOLDING, DEAD):
            last.append(f"step({i})")
            if self.places[place] == DEAD:
                self.lock = None
            self.places[i] = START

    @rule(i=wrappers)
    def crash(self, i):
        if self.places[i] == HOLDING:
            last.append(f"crash({i})")
            self.places[i] = DEAD

    @rule(i=wrappers)
    def revive(self, i):
        if self.places[i] == DEAD:
            last.append(f"revive({i})")
            self.places[i] = START

    @invariant()
    def one_holds(self):
        assert self.places.count(HOLDING) < 2


def main():
    begin = time.perf_counter()
    try:
        run_state_machine_as_test(
            RuleLock,
            settings=settings(
                max_examples=1_000_000,
                stateful_step_count=50,
                deadline=None,
                database=None,
                derandomize=True,
                verbosity=Verbosity.quiet,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except AssertionError:
        print(time.perf_counter() - begin, len(last))


main()
