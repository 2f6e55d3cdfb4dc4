import Testing

@testable import Reports

@Suite("Columns")
struct ColumnsTests {
  private static func table(
    _ columns: [Column], _ rows: [[String]], gap: Int = 2, widthMax: Int = 80
  ) -> String {
    var table = Columns(columns, gap: gap, widthMax: widthMax)
    for row in rows { table.add(row) }
    return table.text
  }

  @Test("Texts begin and numbers end below one another, and no line ends in spaces")
  func alignment() {
    #expect(
      Self.table(
        [Column("name"), Column("runs", .right), Column("verdict")],
        [["spawn", "7", "held"], ["retention", "12345", ""], ["", "1", "é"]]) == """
          name        runs  verdict
          spawn          7  held
          retention  12345
                         1  é

          """)
    #expect(
      Self.table([Column(), Column("", .right)], [["a", "1"], ["bb", "22"]]) == """
        a    1
        bb  22

        """)
    #expect(Self.table([Column()], []) == "")
    #expect(Self.table([Column("h")], []) == "h\n")
  }

  @Test("A cell that is too wide loses its end or its middle")
  func cutting() {
    #expect(
      Self.table(
        [
          Column(widthMax: 6), Column(widthMax: 7, overflow: .cutMiddle),
          Column(widthMax: 6, overflow: .cutMiddle),
        ],
        [["abcdef", "abcdefg", "abcdef"], ["abcdefg", "abcdefgh", "abcdefgh"]]) == """
          abcdef  abcdefg  abcdef
          abcde…  abc…fgh  abc…gh

          """)
    #expect(Fitting.cut("abc", to: 1, inMiddle: true) == "…")
    #expect(Fitting.cut("abc", to: 0, inMiddle: false) == "")
    #expect(Fitting.cut("漢字漢字", to: 6, inMiddle: true) == "漢…字")
    #expect(Fitting.cut("漢字漢字", to: 4, inMiddle: false) == "漢…")
  }

  @Test("The last column is continued below itself, and long words are broken")
  func wrapping() {
    #expect(
      Self.table(
        [Column("key"), Column("meaning", overflow: .wrap)],
        [
          ["seed", "the number that every choice\nof a run derives from"],
          ["path", "see abcdefghijklmnopqrstuvwxyz0123456789 there"], ["none", ""],
        ], widthMax: 30) == """
          key   meaning
          seed  the number that every
                choice
                of a run derives from
          path  see
                abcdefghijklmnopqrstuvwx
                yz0123456789 there
          none

          """)
    #expect(Fitting.wrapped("漢字 漢字", to: 1) == ["漢", "字", "漢", "字"])
    #expect(Fitting.wrapped("a  bc\n\nd", to: 4) == ["a bc", "", "d"])
  }

  @Test("Where room is short, a wrapped text gives way first, then texts, then numbers")
  func room() {
    let columns = [Column(), Column("", .right), Column("", overflow: .wrap)]
    let long = String(repeating: "abcdefgh ", count: 6)
    #expect(
      Self.table(columns, [[long, "123456", long]], widthMax: 50) == """
        abcdefgh abcdef…  123456  abcdefgh abcdefgh
                                  abcdefgh abcdefgh
                                  abcdefgh abcdefgh

        """)
    #expect(
      Self.table(columns, [["abcdefghij", "123456", "xy xy xy"]], widthMax: 14) == """
        a…  123456  xy
                    xy
                    xy

        """)
    #expect(
      Self.table(columns, [["ab", "123456", "xy"]], widthMax: 9) == """
        …  12…  x
                y

        """)
    #expect(Self.table(columns, [["ab", "123456", "xy"]], widthMax: 4) == "…  …\n   …\n")
  }

  @Test("Control characters are shown, and cannot break a line")
  func controls() {
    #expect(
      Self.table(
        [Column(), Column()], [["a\tb\nc\r\nd", "\u{1B}[31m\u{0}\u{7F}\u{9B}"], ["x", "y"]]) == """
          a b␊c␍␊d  ␛[31m␀␡\u{FFFD}
          x         y

          """)
    #expect(Self.table([Column("", overflow: .wrap)], [["a\r\nb\u{1B}\tc"]]) == "a\nb␛ c\n")
  }

  private static let samples = [
    "", "abc", "é", "e\u{301}", "漢字", "ｱ", "Ａ", "한글", "각", "👩‍🚀", "👍🏽", "🇩🇪", "❤️",
    "⌚", "☎", "a\u{200B}b", "क्षि", "நி", "ကို", "ไทย", "שלום", "…→─│", "␛", "①", "😀😀", "、。", "１２",
    "\u{FEFF}", "ﬀ", "Ω≈ç√", "ㄅㄆ", "〒", "𝔘", "𠀀",
  ]

  @Test(
    "Widths are those of an independent table",
    .enabled(if: Program.validators != nil, "skipped: install-report-validators.sh has not run"))
  func widths() throws {
    let python = try #require(Program.validators)
    let read = try Program.run(python, "widths", on: Self.samples.joined(separator: "\n"))
    let widths = read.output.split(separator: "\n").compactMap { Int($0) }
    try #require(widths.count == Self.samples.count)
    for (sample, width) in zip(Self.samples, widths) {
      #expect(DisplayWidth.of(sample) == width, "\(sample)")
    }
  }

  @Test("No line is wider than it may be, whatever the cells are", arguments: 1...60)
  func limit(widthMax: Int) {
    var seed = UInt64(widthMax)
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    for _ in 0..<20 {
      var columns = (0..<next(4) + 1).map { _ in
        Column(
          "", next(2) == 0 ? .left : .right, widthMax: next(2) == 0 ? next(12) : nil,
          overflow: next(2) == 0 ? .cutEnd : .cutMiddle)
      }
      if next(2) == 0 { columns[columns.count - 1].overflow = .wrap }
      var table = Columns(columns, gap: next(4), widthMax: widthMax)
      for _ in 0..<4 {
        table.add(
          columns.map { _ in
            (0..<next(6)).map { _ in Self.samples[next(Self.samples.count)] }
              .joined(separator: " ")
          })
      }
      for line in table.lines { #expect(DisplayWidth.of(line) <= widthMax, "\(line)") }
    }
  }
}
