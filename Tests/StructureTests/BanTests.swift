import Testing

@Suite struct BanTests {
  @Test func pureTargetsDependOnTheirInputsAlone() {
    let pure = Tree.sources.filter { $0.target.map(Layers.isPure) == true }
    expectNone(pure.flatMap(Ban.offences))
  }

  private static let planted: [(name: String, text: String)] = [
    ("ContinuousClock", "let clock = ContinuousClock()"),
    ("SuspendingClock", "let clock = SuspendingClock()"),
    ("clock_gettime", "clock_gettime(CLOCK_MONOTONIC, &now)"),
    ("gettimeofday", "gettimeofday(&now, nil)"),
    ("mach_absolute_time", "let now = mach_absolute_time()"),
    ("Date", "let now = Date()"),
    ("Date", "let now = \"\\(Date.now)\""),
    ("UUID", "let id = UUID()"),
    ("Hasher", "func hash(into hasher: inout Hasher) {}"),
    ("hashValue", "let order = name.hashValue"),
    ("SystemRandomNumberGenerator", "let random = SystemRandomNumberGenerator()"),
    ("arc4random", "let n = arc4random()"),
    ("arc4random_uniform", "let n = arc4random_uniform(6)"),
    ("arc4random_buf", "arc4random_buf(p, 8)"),
    ("getrandom", "getrandom(p, 8, 0)"),
    ("drand48", "let n = drand48()"),
    (".random() without using:", "let n = Int.random(in: 1...6)"),
    (".randomElement() without using:", "let one = all.randomElement()"),
    (".shuffled() without using:", "let all = some.shuffled()"),
    (".shuffle() without using:", "all.shuffle()"),
    ("Task", "Task { work() }"),
    ("TaskGroup", "func run(group: TaskGroup<Int>) {}"),
    ("withTaskGroup", "withTaskGroup(of: Int.self) { _ in }"),
    ("withThrowingTaskGroup", "withThrowingTaskGroup(of: Int.self) { _ in }"),
    ("withDiscardingTaskGroup", "withDiscardingTaskGroup { _ in }"),
    ("async", "func run() async {}"),
    ("async", "async let a = b"),
    ("await", "let a = await b"),
    ("actor", "actor Supervisor { let a = 1 }"),
    ("actor", "public final actor Supervisor: Sendable {}"),
    ("MainActor", "@MainActor func run() {}"),
    ("globalActor", "@globalActor struct One {}"),
    ("Thread", "Thread.sleep(1)"),
    ("pthread_create", "pthread_create(&t, nil, f, nil)"),
    ("DispatchQueue", "let queue = DispatchQueue.main"),
    ("static var", "struct A { static var count = 0 }"),
    ("static var", "struct A { static var count: Int? { didSet {} } }"),
    ("static var", "struct A { static private(set) var count = 0 }"),
    ("static var", "struct A { class var count: Int? = nil }"),
    ("top-level var", "var count = 0"),
    ("nonisolated(unsafe)", "struct A { nonisolated(unsafe) let a = 1 }"),
    ("CommandLine", "let name = CommandLine.arguments"),
    ("Dictionary", "let a = Dictionary(grouping: b) { $0 }"),
    ("Set", "let a: Set<Int>"),
    ("[Key: Value]", "let a: [String: Int]"),
    ("[Key: Value]", "func f(_ a: [Swift.String: [Int]]) {}"),
    ("[Key: Value]", "let a = [\n  Name?: any Machine\n]()"),
    ("a dictionary literal", "let a = [\"one\": 1]"),
    ("a dictionary literal", "let a = [Kind.first: f(x: 1)]"),
    ("try!", "let a = try! f()"),
    ("print()", "print(a)"),
    ("debugPrint()", "debugPrint(a)"),
    ("dump()", "dump(a)"),
    ("readLine()", "let a = readLine()"),
  ]

  @Test(arguments: planted)
  func whatIsBannedIsFoundWhereItStands(name: String, text: String) {
    let file = SourceFile(path: "Sources/Simulation/Planted.swift", text: "\n" + text + "\n")
    let found = Ban.offences(in: file)
    #expect(found.map(\.what) == [name])
    #expect(found.allSatisfy { $0.line == 2 })
  }

  @Test func everyBanIsPlanted() {
    #expect(Set(Ban.all.map(\.name)).subtracting(Self.planted.map(\.name)) == [])
  }

  @Test(arguments: [
    "// Task, Date() and await",
    "let text = \"print(Date())\"",
    "let n = Int.random(in: 1...6, using: &stream.next)",
    "let all = some.shuffled(using: &random)",
    "case .random(let reach): self = .random(within: reach)",
    "case actor(ActorID)",
    "func crash(actor Name: ActorID) {}; let actor: ActorID; for actor in actors {}",
    "enum A { case Date(Int) }",
    "struct A { static var name: String { \"a\" }; static let one = 1 }",
    "func f() { var count = 0 }",
    "let a: [String: Int]  // lookup only: never walked",
    "let a: Set<Int>  // lookup only",
    "let a = b[first: 1]; let c = d[E: 1]",
    "let a = [b ? c : d]; let e = [f(g: 1)]",
    "json.print(a); func print(_ a: Int) {}",
    "let a = try !f()",
    "struct Asynchronous: OptionSet {}",
  ])
  func whatOnlyLooksAlikeIsAllowed(text: String) {
    let file = SourceFile(path: "Sources/Simulation/Sound.swift", text: text + "\n")
    #expect(Ban.offences(in: file) == [])
  }
}
