"""Holds a trace against the trace event format. Prints the events of each phase, or what is wrong.

usage: trace.py FILE
"""

import collections
import decimal
import json
import sys

RESERVED = set("""
thread_state_uninterruptible thread_state_iowait thread_state_running thread_state_runnable
thread_state_sleeping thread_state_unknown background_memory_dump light_memory_dump
detailed_memory_dump vsync_highlight_color generic_work good bad terrible black grey white yellow
olive rail_response rail_animation rail_idle rail_load startup heap_dump_stack_frame
heap_dump_object_type heap_dump_child_node_arrow cq_build_running cq_build_passed cq_build_failed
cq_build_abandoned cq_build_attempt_runnig cq_build_attempt_passed cq_build_attempt_failed
""".split())

COMMON = {"ph", "name", "pid", "tid"}
TIMED = COMMON | {"cat", "ts"}
REQUIRED = {
    "X": TIMED | {"dur"},
    "i": TIMED | {"s"},
    "s": TIMED | {"id"},
    "f": TIMED | {"id", "bp"},
    "C": TIMED | {"args"},
    "M": COMMON | {"args"},
}
OPTIONAL = {"X": {"cname", "args"}, "i": {"cname", "args"}, "s": {"args"}, "f": {"args"},
            "C": {"cname"}, "M": set()}
METADATA = {"process_name": ("name", str), "thread_name": ("name", str),
            "process_sort_index": ("sort_index", int), "thread_sort_index": ("sort_index", int)}

problems = []


def problem(event, words):
    problems.append(f"{words}: {event}")


def pairs(found):
    names = [name for name, _ in found]
    if len(set(names)) < len(names):
        problem(names, "a name stands twice")
    return dict(found)


def number(text):
    if "e" in text.lower():
        problem(text, "an exponent")
    elif len(text.partition(".")[2]) > 3:
        problem(text, "more than nanoseconds")
    return decimal.Decimal(text)


def is_number(value):
    return isinstance(value, (int, decimal.Decimal)) and not isinstance(value, bool)


def check_fields(event):
    phase = event.get("ph")
    if phase not in REQUIRED:
        problem(event, "an unknown phase")
        return False
    missing = REQUIRED[phase] - event.keys()
    if missing:
        problem(event, f"without {', '.join(sorted(missing))}")
        return False
    extra = event.keys() - REQUIRED[phase] - OPTIONAL[phase]
    if extra:
        problem(event, f"with {', '.join(sorted(extra))}")
    if not all(type(event[name]) is int for name in ("pid", "tid")):
        problem(event, "a process or thread that is no number")
    if not isinstance(event["name"], str) or not isinstance(event.get("cat", ""), str):
        problem(event, "a name or category that is no text")
    for name in ("ts", "dur"):
        if name in event and (not is_number(event[name]) or event[name] < 0):
            problem(event, f"{name} is no time")
            return False
    if "cname" in event and event["cname"] not in RESERVED:
        problem(event, "no reserved colour")
    if not isinstance(event.get("args", {}), dict):
        problem(event, "arguments that are no object")
        return False
    return True


def check_phase(event):
    phase, arguments = event["ph"], event.get("args", {})
    if phase == "i" and event["s"] not in ("g", "p", "t"):
        problem(event, "an unknown scope")
    if phase == "f" and event["bp"] != "e":
        problem(event, "no binding to what encloses it")
    if phase == "C" and not (arguments and all(map(is_number, arguments.values()))):
        problem(event, "a counter of something else than numbers")
    if phase == "M":
        if event["name"] not in METADATA:
            problem(event, "unknown metadata")
        else:
            name, kind = METADATA[event["name"]]
            if list(arguments) != [name] or type(arguments[name]) is not kind:
                problem(event, "metadata of another shape")


def check_nesting(tracks):
    for events in tracks.values():
        open_ends = []
        for event in sorted(events, key=lambda event: (event["ts"], -event["dur"])):
            end = event["ts"] + event["dur"]
            while open_ends and open_ends[-1] <= event["ts"]:
                open_ends.pop()
            if open_ends and end > open_ends[-1]:
                problem(event, "overlaps another without lying in it")
            open_ends.append(end)


def check_flows(events, tracks):
    flows = collections.defaultdict(list)
    for event in events:
        if event["ph"] in "sf":
            flows[event["cat"], event["name"], event["id"]].append(event)
            if not any(slice["ts"] <= event["ts"] <= slice["ts"] + slice["dur"]
                       for slice in tracks[event["pid"], event["tid"]]):
                problem(event, "an arrow at nothing that takes time")
    for key, ends in flows.items():
        if sorted(event["ph"] for event in ends) != ["f", "s"]:
            problem(list(key), "an arrow without one beginning and one end")
        elif sorted(ends, key=lambda event: event["ph"] == "f")[0]["ts"] > max(
                event["ts"] for event in ends if event["ph"] == "f"):
            problem(list(key), "an arrow that ends before it begins")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        trace = json.load(file, object_pairs_hook=pairs, parse_float=number)
    if trace.keys() - {"traceEvents", "displayTimeUnit", "otherData"}:
        problem(list(trace), "a field that the format does not know")
    if trace.get("displayTimeUnit") not in ("ms", "ns"):
        problem(trace.get("displayTimeUnit"), "an unknown unit")
    if not isinstance(trace.get("otherData", {}), dict):
        problem(trace["otherData"], "other data that are no object")
    events = trace.get("traceEvents")
    if not isinstance(events, list):
        sys.exit("there is no list of events")
    sound = [event for event in events if check_fields(event)]
    tracks = collections.defaultdict(list)
    for event in sound:
        check_phase(event)
        if event["ph"] == "X":
            tracks[event["pid"], event["tid"]].append(event)
    check_nesting(tracks)
    check_flows(sound, tracks)
    if problems:
        sys.exit("\n".join(problems[:20]))
    counts = collections.Counter(event["ph"] for event in events)
    print(" ".join(f"{phase}{count}" for phase, count in sorted(counts.items())))


main()
