import Exploration
import JSON

/// Reports of campaigns as files.
enum RecordFile {
  /// Reads one.
  static func read(_ path: String) throws(Failure) -> CampaignRecord {
    let bytes = try Replay.bytes(of: path)
    do throws(JSONError) {
      return try CampaignRecord.read(bytes)
    } catch {
      throw Failure(
        status: .badInput,
        message: "'\(path)' is no report of a campaign: \(error.sentence), at byte \(error.offset)."
      )
    }
  }
}
