# Leaves out of what `swift build` and `swift test` print everything that only says how far they
# are, so that what went wrong stands alone.

# An argument with line breaks makes the line that announces its test go on.
continued > 0 {
  continued = / started\.$/ ? 0 : continued - 1
  next
}

/^◇ / {
  if (!/ started\.$/) continued = 10
  next
}

/^(✔|➜|━) / || /^↳ T(esting Library|arget Platform)/ { next }
/^Test (Suite|Case) '.*' (started|passed|failed|skipped)/ || /^[ \t]+Executed [0-9]+ test/ { next }
/^\[[0-9]+\/[0-9]+\] / || /^Building for / || /^[ \t]*$/ { next }

{ print }
