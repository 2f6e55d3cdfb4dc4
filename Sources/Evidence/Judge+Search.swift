import Plans

extension Judge {
  /// A search: it found nothing, and the same kind of search found what is known to be there.
  func look(at work: SearchWork, _ invocations: [Invocation], _ opinion: inout Opinion) {
    var searches: [SearchRun] = []
    for case .search(let run) in invocations { searches.append(run) }
    opinion.count("searches", searches.count, mark: #""search":"#)
    let subject = searches.first {
      !$0.isControl && $0.pattern == work.pattern && $0.paths == work.paths
    }
    guard let subject, subject.fileCount > 0, subject.byteCount > 0 else {
      opinion.gaps.append("nothing was searched for '\(work.pattern)'")
      return
    }
    for hit in subject.hits {
      opinion.failures.append("'\(work.pattern)' is in \(hit.file):\(hit.line): \(hit.text)")
    }
    let wanted = work.control.pattern ?? work.pattern
    let places = work.control.paths.isEmpty ? work.paths : work.control.paths
    let control = searches.first { $0.isControl && $0.pattern == wanted && $0.paths == places }
    guard let control, let hit = control.hits.first else {
      opinion.gaps.append(
        "the control, '\(wanted)', was found nowhere either, so that it is not known that anything "
          + "was searched")
      return
    }
    opinion.praise =
      "it is in none of \(subject.fileCount) files; the control is in \(hit.file):\(hit.line)"
  }
}
