# Counts what a test run did, from two files: the text that `swift test` printed (XCTest says
# nothing else when it runs serially) and the event stream of Swift Testing (*.jsonl, version 0).
#
# A test function counts once, however many arguments it was given: the stream does not say which
# argument an issue belongs to. A test that started and never ended was running when the process
# died; one that was planned and never started died with it. Both are failures.
#
# Prints one line a failure, then the slowest tests, then "counts PASSED FAILED SKIPPED".

# The JSON string that follows the last occurrence of a key. Inside a JSON string every quote is
# escaped, so a quoted key can only be a key.
function text_of(line, key,    rest, found, value) {
  rest = line
  found = ""
  while (match(rest, "\"" key "\":\"([^\"\\\\]|\\\\.)*\"")) {
    value = substr(rest, RSTART + length(key) + 4, RLENGTH - length(key) - 5)
    found = value
    rest = substr(rest, RSTART + RLENGTH)
  }
  gsub(/\\\//, "/", found)
  gsub(/\\"/, "\"", found)
  return found
}

function instant_of(line) {
  if (!match(line, /"absolute":[0-9.]+/)) return 0
  return substr(line, RSTART + 11, RLENGTH - 11) + 0
}

# Drops the source position, which an identifier ends with: Suite/test()/File.swift:3:2
function name_of(id) {
  sub(/\/[^\/]*\.swift:[0-9]+:[0-9]+$/, "", id)
  return id
}

function plan(id) {
  if (!(id in state)) order[++planned] = id
  state[id] = "planned"
}

FILENAME ~ /\.jsonl$/ {
  if (/"kind":"function"/) {
    plan(text_of($0, "id"))
    next
  }
  if (/"kind":"runEnded"/) ended = 1
  if (/"kind":"runStarted"/) started = 1
  id = text_of($0, "testID")
  # Known issues and warnings bear other symbols.
  if (/"kind":"issueRecorded"/ && /"symbol":"fail"/ && id == "") stray++
  # Suites come by as well; only what was planned as a function is counted.
  if (!(id in state)) next
  if (/"kind":"testStarted"/) {
    state[id] = "running"
    since[id] = instant_of($0)
  } else if (/"kind":"testSkipped"/) {
    state[id] = "skipped"
  } else if (/"kind":"testEnded"/) {
    state[id] = /"symbol":"fail"/ ? "failed" : "passed"
    took[id] = instant_of($0) - since[id]
  }
  next
}

/^Test Case '.*' started at / {
  split($0, part, "'")
  plan(part[2])
  state[part[2]] = "running"
}

/^Test Case '.*' (passed|failed|skipped) \(/ {
  split($0, part, "'")
  if (!(part[2] in state)) plan(part[2])
  split(part[3], word, /[ (]+/)
  state[part[2]] = word[2]
  took[part[2]] = word[3] + 0
}

END {
  for (i = 1; i <= planned; i++) {
    id = order[i]
    if (state[id] == "passed") passed++
    else if (state[id] == "skipped") skipped++
    else {
      failed++
      if (state[id] == "failed") how = "failed"
      else if (state[id] == "running") how = "was running when the process ended"
      else how = "never ran"
      print how ": " name_of(id)
    }
  }
  if (stray > 0) {
    failed += stray
    print "issues recorded outside any test: " stray
  }
  if (started && !ended && failed == 0) {
    failed++
    print "the test run did not end"
  }
  if (planned == 0) {
    failed++
    print "no test ran"
  }

  print "slowest:"
  for (n = 1; n <= 5; n++) {
    best = ""
    for (i = 1; i <= planned; i++) {
      id = order[i]
      if ((id in took) && !(id in shown) && (best == "" || took[id] > took[best])) best = id
    }
    if (best == "") break
    shown[best] = 1
    printf "  %7.3f s  %s\n", took[best], name_of(best)
  }
  print "counts " passed + 0 " " failed + 0 " " skipped + 0
}
