import Operations

/// The files of one mission, below the root that they belong to.
public struct DeskFiles: Hashable, Sendable, Foldable {
  /// The folder of all of them, `ROOT/.desk/SLUG`.
  public let folder: Text
  /// What the worker says when it is done: `iter-signal.json`.
  public let signal: Text
  /// What the verifier says: `verify-verdict.json`.
  public let verdict: Text
  /// What the worker writes while it works: `worker-heartbeat.json`.
  public let heartbeat: Text
  /// What it is to do: `prompt.md`.
  public let prompt: Text
  /// What it learned for the next iteration: `latest.md`.
  public let context: Text
  /// How far the run is: `status.json`.
  public let status: Text
  /// Which session and panes it has: `session-config.json`.
  public let session: Text
  /// Why a run cannot go on, for programs: `SLUG-blocked.json`.
  public let blocked: Text
  /// The same for people: `SLUG-blocked.md`.
  public let blockedNote: Text
  /// That a run is complete: `SLUG-complete.md`.
  public let complete: Text
  /// Where a record is written before it gets its name: `record.draft`.
  public let draft: Text

  /// Names the files of a mission.
  public init(root: Text, slug: Text, _ emit: inout Emitter) {
    let folder = emit.text { builder, texts in
      builder.addPath(root, "/.desk/", texts)
      builder.add(slug, from: texts)
    }
    func below(_ name: StaticString) -> Text {
      emit.text { builder, texts in
        builder.add(folder, from: texts)
        builder.add("/")
        builder.add(name)
      }
    }
    func record(_ ending: StaticString) -> Text {
      emit.text { builder, texts in
        builder.add(folder, from: texts)
        builder.add("/")
        builder.add(slug, from: texts)
        builder.add(ending)
      }
    }
    self.folder = folder
    signal = below("iter-signal.json")
    verdict = below("verify-verdict.json")
    heartbeat = below("worker-heartbeat.json")
    prompt = below("prompt.md")
    context = below("latest.md")
    status = below("status.json")
    session = below("session-config.json")
    draft = below("record.draft")
    blocked = record("-blocked.json")
    blockedNote = record("-blocked.md")
    complete = record("-complete.md")
  }

  /// Folds the folder, from which the others follow.
  public func fold(into digest: inout Digest) {
    digest.fold(folder)
  }
}
