import Forms

extension Form<Plan> {
  /// A plan file.
  static var plan: Form {
    .record(
      "plan", help: "The checks that a release has to pass",
      .required("plan", .name, \.name, help: "The name of the plan"),
      .required("title", .nonEmptyText, \.title, help: "What is released, in a few words"),
      .required(
        "release", .nonEmptyText, \.release,
        help: "The version that the tested program has to say that it is"),
      .defaulted(
        "seed", .seed, \.seed, UInt64(1), help: "The seed of whatever does not name one of its own"),
      .defaulted(
        "includes", .list(of: .nonEmptyText), \.includes, [],
        help: "Files of plans that belong to this one, relative to it"),
      .defaulted("groups", .groups, \.groups, [], help: "The checks, in groups, by their names"),
      .defaulted(
        "approvals", .approvals, \.approvals, [],
        help: "What a person has to agree to, by names, each with its sentence"),
      .defaulted(
        "untested", .list(of: .untested), \.untested, [],
        help: "What no check exercises, and why")
    ) { name, title, release, seed, includes, groups, approvals, untested in
      var plan = Plan(name: name, title: title, release: release, seed: seed)
      plan.includes = includes
      plan.groups = groups
      plan.approvals = approvals
      plan.untested = untested
      return plan
    }
  }
}

extension Form<UInt64> {
  /// A seed, which has nine digits at most.
  static var seed: Form {
    .converting(
      Form<Int>.integer(in: 0...999_999_999), make: { UInt64($0) }, part: { Int($0) })
  }
}

extension Form<[PlanGroup]> {
  static var groups: Form {
    .converting(
      .map(to: .groupEntry),
      make: { named in
        named.map { entry in
          var group = entry.value
          group.name = entry.name.value
          return group
        }
      },
      part: { groups in groups.map { Named(Located($0.name), $0) } })
  }
}

extension Form<PlanGroup> {
  static var groupEntry: Form {
    .record(
      "group", help: "Checks that belong together",
      .required("title", .nonEmptyText, \.title, help: "What the group is about"),
      .required("goal", .nonEmptyText, \.goal, help: "What it is to show"),
      .optional("seed", .seed, \.seed, help: "Its seed, if it is not that of the plan"),
      .required("checks", .list(of: .check, count: 1...1_000), \.checks, help: "What has to be so")
    ) { PlanGroup(name: "", title: $0, goal: $1, checks: $3, seed: $2) }
  }
}

extension Form<[Approval]> {
  static var approvals: Form {
    .converting(
      .map(to: .nonEmptyText),
      make: { $0.map { Approval($0.name.value, $0.value) } },
      part: { $0.map { Named(Located($0.name), $0.title) } })
  }
}

extension Form<Untested> {
  static var untested: Form {
    .record(
      "untested", help: "Something that no check exercises",
      .required("what", .nonEmptyText, \.what, help: "What it is"),
      .required("reason", .nonEmptyText, \.reason, help: "Why it is not")
    ) { Untested($0, reason: $1) }
  }
}
