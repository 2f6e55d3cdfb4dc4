"""Reads a report as others do, and prints all that it says, one JSON array a line.

usage: junit.py FILE [SCHEMA...]
"""

import json
import sys

import junitparser
import lxml.etree


def show(*fields):
    print(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))


def check_sums(report):
    suites = list(report)
    for name in ("tests", "failures", "errors"):
        if getattr(report, name) != sum(getattr(suite, name) for suite in suites):
            sys.exit(f"the {name} of the suites add up to something else")
    for part, parts in [(report, suites)] + [(suite, list(suite)) for suite in suites]:
        if abs((part.time or 0) - sum(one.time or 0 for one in parts)) > 0.0005 * (len(parts) + 1):
            sys.exit(f"the times add up to something else than {part.time}")


def main():
    path, schemas = sys.argv[1], sys.argv[2:]
    document = lxml.etree.parse(path)
    for schema in schemas:
        validator = lxml.etree.XMLSchema(lxml.etree.parse(schema))
        if not validator.validate(document):
            sys.exit(f"{schema}: {validator.error_log.last_error.message}")
    report = junitparser.JUnitXml.fromfile(path)
    check_sums(report)
    show("report", report.name, report.tests, report.failures, report.errors)
    for suite in report:
        show("suite", suite.name, suite.tests, suite.failures, suite.errors, suite.skipped,
             suite.timestamp, suite.hostname)
        counted = [suite.tests, suite.failures, suite.errors, suite.skipped]
        suite.update_statistics()
        if counted != [suite.tests, suite.failures, suite.errors, suite.skipped]:
            sys.exit("the counts differ from the cases")
        for one in suite.properties():
            show("property", one.name, one.value)
        for case in suite:
            element = case._elem
            show("case", case.name, case.classname, element.get("time"), element.get("file"),
                 element.get("line"))
            for result in case.result:
                show(result._tag, result.message, result.type, result.text)
            if case.system_out is not None:
                show("output", case.system_out)


main()
