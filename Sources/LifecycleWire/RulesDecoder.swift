import JSON
import Lifecycle

/// The keys of the rules that a sequence may bring along.
enum RulesField: UInt8, Word {
  case attemptsMax, corrections, deadReadingsMax, doubtMsMax, recentActivityMsMax

  var word: StaticString {
    switch self {
    case .attemptsMax: "attemptsMax"
    case .corrections: "corrections"
    case .deadReadingsMax: "deadReadingsMax"
    case .doubtMsMax: "doubtMsMax"
    case .recentActivityMsMax: "recentActivityMsMax"
    }
  }
}

/// Reads rules; what is left out stays as it should be.
enum RulesDecoder {
  /// Takes rules.
  static func rules(_ scanner: inout JSONScanner) throws(JSONError) -> Rules {
    var fields = try Fields<RulesField>(&scanner)
    var rules = Rules()
    while let field = try fields.next(&scanner) {
      switch field {
      case .attemptsMax: rules.attemptsMax = try scanner.integer()
      case .corrections: rules.corrections = try corrections(&scanner)
      case .deadReadingsMax: rules.deadReadingsMax = try scanner.integer()
      case .doubtMsMax: rules.doubtMsMax = try scanner.integer()
      case .recentActivityMsMax: rules.recentActivityMsMax = try scanner.integer()
      }
    }
    return rules
  }

  private static func corrections(_ scanner: inout JSONScanner) throws(JSONError) -> Corrections {
    try scanner.beginArray()
    var isFirst = true
    var corrections: Corrections = []
    while try scanner.nextElement(isFirst: &isFirst) {
      corrections.formUnion(try scanner.word("correction", Correction.self).set)
    }
    return corrections
  }
}
