"""The timer ping in SimPy: processes that each sleep one unit of time, again and again.

usage: simpy_ping.py PROCESSES EVENTS

Prints the seconds that EVENTS timeouts took, after a tenth as many to warm up. Making the
environment and its processes is not counted.
"""

import sys
import time

import simpy


def ping(env):
    timeout = env.timeout
    while True:
        yield timeout(1)


def main():
    processes, events = int(sys.argv[1]), int(sys.argv[2])
    env = simpy.Environment()
    for _ in range(processes):
        env.process(ping(env))
    warm = events // 10 // processes
    env.run(until=warm)
    begin = time.perf_counter()
    env.run(until=warm + events // processes)
    print(time.perf_counter() - begin)


main()
