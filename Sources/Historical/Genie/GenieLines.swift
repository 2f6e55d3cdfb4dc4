import Operations
import Supervision

// What the launcher prints: status lines begin with U+25B8, labels are indented by two, commands
// by four. The commands and their order are genie's; where a release's own words are not known,
// the line says what it said.

extension Emitter {
  /// What is printed when the runner was started.
  mutating func genieLaunchLines(_ agent: Text) -> [Text] {
    [
      text { builder, texts in
        builder.add("▸ Launching ")
        builder.add(agent, from: texts)
        builder.add(" in background...")
      },
      texts.text("▸ Waiting for session ID..."),
    ]
  }

  /// What is printed with a verdict.
  mutating func genieLines(_ verdict: GenieVerdict, _ version: GenieVersion, log: Text) -> [Text] {
    switch verdict {
    case .reported(let id, let afterMs): return hints(id, afterMs, version)
    case .failedToStart(let status, _):
      return [
        text { builder, _ in
          builder.add("▸ Agent failed to start (status: ")
          builder.add(status.word)
          builder.add(")")
        }, checkLog(log),
      ]
    case .timedOut(let afterMs):
      guard version.growsPauses else {
        return [texts.text("▸ Timeout waiting for session ID"), checkLog(log)]
      }
      return [
        text { builder, _ in
          builder.add("▸ Timeout waiting for session ID (waited ")
          builder.add(afterMs / 1_000)
          builder.add("s)")
        },
        texts.text("  Increase timeout with: GENIE_POLL_TIMEOUT=120000 (for 120s)"),
        checkLog(log),
      ]
    case .threw(let errno):
      return [texts.text("Error: \(errno?.message ?? "the call did not come back")")]
    case .misused: return [texts.text("Usage: genie run <agent> \"<prompt>\"")]
    }
  }

  /// What rc.23 prints while it waits.
  mutating func genieProgressLine(_ elapsedMs: Int64) -> Text {
    text { builder, _ in
      builder.add("▸ Still waiting... (")
      builder.add(elapsedMs / 1_000)
      builder.add("s elapsed)")
    }
  }

  private mutating func hints(_ id: Text, _ afterMs: Int64, _ version: GenieVersion) -> [Text] {
    let entryPoint = version.entryPoint(&texts)
    let tenths = (afterMs + 50) / 100
    let head = text { builder, texts in
      builder.add("▸ Session ID: ")
      builder.add(id, from: texts)
      builder.add(" (")
      builder.add(tenths / 10)
      builder.add(".")
      builder.add(tenths % 10)
      builder.add("s)")
    }
    var lines = [head, .empty]
    let blocks = [
      (texts.text("  View output:"), entryPoint.view(id, &self)),
      (texts.text("  Continue conversation:"), entryPoint.resume(id, &self)),
      (texts.text("  Stop the agent:"), entryPoint.stop(id, &self)),
    ]
    for (label, command) in blocks {
      lines.append(label)
      lines.append(
        text { builder, texts in
          builder.add("    ")
          builder.add(command, from: texts)
        })
      lines.append(.empty)
    }
    return lines
  }

  private mutating func checkLog(_ log: Text) -> Text {
    text { builder, texts in
      builder.add("  Check log: ")
      builder.add(log, from: texts)
    }
  }
}
