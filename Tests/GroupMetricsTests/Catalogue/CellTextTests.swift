import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// No figure moves its column.
struct CellTextTests {
  private func text(_ number: Double, _ format: CellFormat) -> String {
    var out: [UInt8] = []
    CellText.print(.number(number), format, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test(arguments: [
    (0.0, CellFormat.cores, "0.00"), (0.424, .cores, "0.42"), (12.52, .cores, "12.5"), (128, .cores, "128"),
    (2, .fewCores, "2.0"), (0.05, .fewCores, "0.05"), (0.5, .fewCores, "0.5"), (0.714, .percent, "71"),
    (1, .percent, "100"), (50, .percent, "999"), (17, .count, "17"), (12_345, .count, "12K"), (0.4, .rate, "0"),
    (999.7, .rate, "1.0K"), (3_100_000, .rate, "3.1M"), (41e6, .rate, "41M"), (45, .duration, "45s"),
    (240, .duration, "4m"), (3 * 3600, .duration, "3h"), (41 * 86400, .duration, "41d"), (1, .flag, "yes"),
    (2_500_000, .microseconds, "2s"), (851_443_712, .bytes, "812M"), (-1, .count, "0"),
    (1_767_225_601, .time, "2026-01-01T00:00:01Z"), (951_782_400, .time, "2000-02-29T00:00:00Z"),
  ])
  func asAPersonReads(_ row: (number: Double, format: CellFormat, text: String)) {
    #expect(text(row.number, row.format) == row.text)
  }

  @Test func noNumberIsWiderThanItsFormat() {
    let widths: [CellFormat: Int] = [
      .cores: 5, .fewCores: 5, .percent: 3, .count: 4, .rate: 4, .duration: 4, .bytes: 4, .microseconds: 4,
    ]
    for (format, width) in widths {
      for exponent in 0..<190 {
        let number = pow10(Double(exponent) / 10 - 3)
        if format == .cores || format == .fewCores, number > 9999 { continue }
        if format == .duration, number > 3e10 { continue }
        #expect(text(number, format).utf8.count <= width, "\(number) \(format)")
      }
    }
  }

  private func pow10(_ exponent: Double) -> Double {
    var value = 1.0
    var left = exponent
    while left >= 1 {
      value *= 10
      left -= 1
    }
    while left < 0 {
      value /= 10
      left += 1
    }
    return value * (1 + 9 * left)
  }

  @Test func useStandsAgainstWhatBinds() throws {
    let machine = try SampledTree(["memory.current", "memory.cap", "memory.cap_by"]) { tree in
      tree.group("/p", SampledTree.files(limit: "4294967296"))
      tree.group("/p/a", SampledTree.files(memory: 420_478_976))
      tree.group("/free", SampledTree.files())
    }
    let snapshot = try machine.sample()
    let column = try #require(Catalogue.column("memory/lim"))
    func cell(_ path: String) -> String {
      var out: [UInt8] = []
      CellPrinter(column).print(snapshot, snapshot.slot(of: GroupPath(path)!)!, to: &out)
      return String(decoding: out, as: UTF8.self)
    }
    #expect(cell("/p/a") == "401M/4.0G^")
    #expect(cell("/p") == "1.0M/4.0G")
    #expect(cell("/free") == "1.0M/-")
  }
}
