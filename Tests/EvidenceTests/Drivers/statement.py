"""Reads a folder of evidence with other people's programs, and prints what it says.

usage: statement.py FOLDER
"""

import hashlib
import json
import pathlib
import sys

import junitparser
from google.protobuf.json_format import ParseDict
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1 import statement_pb2


def main():
    folder = pathlib.Path(sys.argv[1])
    document = json.loads((folder / "attestation.json").read_text())
    statement = Statement.copy_from_pb(ParseDict(document, statement_pb2.Statement()))
    statement.validate()
    predicate = ParseDict(document["predicate"], test_result_pb2.TestResult())
    for part in predicate.configuration:
        found = hashlib.sha256((folder / part.name).read_bytes()).hexdigest()
        if found != part.digest["sha256"]:
            sys.exit(f"{part.name} comes to another sum")
    report = junitparser.JUnitXml.fromfile(str(folder / "junit.xml"))
    print(statement.pb.predicate_type)
    print(predicate.result, len(predicate.passed_tests), len(predicate.warned_tests),
          len(predicate.failed_tests))
    print(report.tests, report.failures, report.errors)


main()
