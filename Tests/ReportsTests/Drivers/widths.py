"""Prints how many columns of a terminal each line of a file takes up.

usage: widths.py FILE
"""

import sys

import wcwidth

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for line in file.read().split("\n"):
        print(wcwidth.wcswidth(line))
