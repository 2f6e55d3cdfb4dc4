import Operations

/// The records that a desk writes, in the formats of rlp-desk.
struct DeskRecords: Hashable, Sendable {
  let slug: Text
  let iterationsMax: Int

  /// `SLUG-blocked.json`.
  func blocked(
    _ reason: BlockReason, iteration: Int, at time: WallTime, _ texts: inout Texts
  ) -> Text {
    let stamp = Self.stamp(time, &texts)
    var record = RecordWriter()
    record.field("schema_version", "2.0")
    record.field("slug", slug, texts)
    record.field("us_id", "ALL")
    record.field("blocked_at_iter", iteration)
    record.field("blocked_at_utc", stamp, texts)
    record.field("reason_category", reason.category.word)
    record.field("reason_detail", reason.detail, texts)
    record.null("failure_category")
    record.field("recoverable", reason.category.isRecoverable)
    record.field("suggested_action", reason.category.action)
    record.beginObject("meta")
    record.field("blocked_hygiene_violated", false)
    record.endObject()
    return record.finish(&texts)
  }

  /// `SLUG-blocked.md`.
  func blockedNote(
    _ reason: BlockReason, iteration: Int, at time: WallTime, _ emit: inout Emitter
  ) -> Text {
    let stamp = Self.stamp(time, &emit.texts)
    return emit.text { builder, texts in
      builder.add("BLOCKED: ALL\nReason: ")
      builder.add(reason.detail, from: texts)
      builder.add("\nCategory: ")
      builder.add(reason.category.word)
      builder.add("\n\n# Blocked\n\nIteration: ")
      builder.add(iteration)
      builder.add("\nTimestamp: ")
      builder.add(stamp, from: texts)
      builder.add("\n")
    }
  }

  /// `SLUG-complete.md`.
  func complete(iteration: Int, _ emit: inout Emitter) -> Text {
    emit.text { builder, _ in
      builder.add("COMPLETE: ALL\nSummary: verified in iteration ")
      builder.add(iteration)
      builder.add("\n")
    }
  }

  /// `status.json`.
  func status(
    _ phase: StaticString, _ lastResult: StaticString, _ counts: IterationCounts, at time: WallTime,
    _ texts: inout Texts
  ) -> Text {
    let stamp = Self.stamp(time, &texts)
    var record = RecordWriter()
    record.field("slug", slug, texts)
    record.field("iteration", counts.iteration)
    record.field("max_iter", iterationsMax)
    record.field("phase", phase)
    record.field("last_result", lastResult)
    record.field("consecutive_failures", counts.failures)
    record.field("worker_restarts", counts.restarts)
    record.field("updated_at_utc", stamp, texts)
    return record.finish(&texts)
  }

  /// `session-config.json`: the session's real name, and what tells its panes from all others.
  func session(
    name: Text, _ panes: DeskPanes, owner: LockOwner, at time: WallTime, _ texts: inout Texts
  ) -> Text {
    let stamp = Self.stamp(time, &texts)
    var record = RecordWriter()
    record.field("session_name", name, texts)
    record.field("slug", slug, texts)
    record.field("created_at", stamp, texts)
    record.field("pid", Int(owner.identity.pid))
    record.field("root", owner.root, texts)
    record.field("token", wide: owner.token)
    record.field("server_pid", Int(panes.leader.serverPid))
    record.field("server_start", Int(panes.leader.serverStart))
    record.field("session_id", Int(panes.leader.session))
    record.beginObject("panes")
    for (key, pane) in [
      ("leader" as StaticString, panes.leader), ("worker", panes.worker),
      ("verifier", panes.verifier),
    ] {
      record.beginObject(key)
      record.field("id", Int(pane.pane))
      record.field("pid", Int(pane.panePid))
      record.endObject()
    }
    record.endObject()
    return record.finish(&texts)
  }

  /// `2025-10-09T08:53:20Z`.
  static func stamp(_ time: WallTime, _ texts: inout Texts) -> Text {
    var builder = TextBuilder()
    let seconds = Self.floor(time.milliseconds, 1_000)
    let day = Self.floor(seconds, 86_400)
    // Days since 0000-03-01, in eras of 400 years (proleptic Gregorian).
    let shifted = day + 719_468
    let era = Self.floor(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    builder.add(yearOfEra + era * 400 + (month >= 10 ? 1 : 0))
    let second = seconds - day * 86_400
    for (separator, number) in [
      ("-" as StaticString, month < 10 ? month + 3 : month - 9),
      ("-", dayOfYear - (153 * month + 2) / 5 + 1), ("T", second / 3_600),
      (":", second / 60 % 60), (":", second % 60),
    ] {
      builder.add(separator)
      if number < 10 { builder.add("0") }
      builder.add(number)
    }
    builder.add("Z")
    return texts.text(builder)
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }
}
