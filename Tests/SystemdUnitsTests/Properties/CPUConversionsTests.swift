import Testing

@testable import SystemdUnits

@Suite struct CPUConversionsTests {
  private let quota = CPUQuotaConversion()

  private func properties(_ text: String, period: UInt64 = .max) throws -> [UnitProperty] {
    try quota.properties(for: text, current: [CPUQuotaConversion.period: .number(period)], in: .named)
  }

  @Test(
    arguments: [
      ("50000 100000", 500_000, .max), ("200000 100000", 2_000_000, .max), ("25000 50000", 500_000, 50_000),
      ("1000 100000", 10_000, .max), ("1000000 1000000", 1_000_000, 1_000_000), ("10 100000000", 0, 0),
      ("max 100000", .max, .max), ("max", .max, .max), ("50000", 500_000, .max), ("1230 3000", 410_000, 3000),
      ("333 1000", 0, 0), ("3330 10000", 0, 0), ("9999 3333", 3_000_000, 3333),
    ] as [(String, UInt64, UInt64)])
  func quotasOfWholePercentGoThrough(text: String, perSecond: UInt64, period: UInt64) throws {
    // 0 marks the two kinds that do not: out of the kernel's range, and no whole percent.
    if perSecond == 0 {
      #expect(throws: ConversionFailure.self) { try properties(text) }
      return
    }
    let expected = [
      UnitProperty("CPUQuotaPerSecUSec", .number(perSecond)), UnitProperty("CPUQuotaPeriodUSec", .number(period)),
    ]
    #expect(try properties(text) == expected)
  }

  @Test(
    arguments: [
      ("12345 100000", "12000 100000", "13000 100000"), ("1500 100000", "1000 100000", "2000 100000"),
      ("1001 10000", "1000 10000", "1100 10000"), ("1001 1000", "1000 1000", "1010 1000"),
      ("1234 1000000", nil, "10000 1000000"), ("max 50000", nil, "max 100000"),
      ("3330 10000", "3300 10000", "3400 10000"),
    ] as [(String, String?, String?)])
  func othersNameTheirNeighbours(text: String, below: String?, above: String?) throws {
    #expect(throws: ConversionFailure.notKept(below: below, above: above)) { try properties(text) }
  }

  @Test(arguments: [100, 10_000] as [UInt64])
  func neighboursAreKept(step: UInt64) throws {
    let context = ConversionContext(quotaStep: step, number: ConversionContext.named.number)
    for period: UInt64 in [1000, 1003, 4999, 33_333, 100_000, 999_999, 1_000_000] {
      for share: UInt64 in [1, 2, 7, 33, 50, 99, 100, 101, 250, 6400] {
        let asked = "\(max(1000, share * period / 100 + 1)) \(period)"
        let result = Result { () throws(ConversionFailure) in
          try quota.properties(for: asked, current: [:], in: context)
        }
        let tried: [String] =
          switch result {
          case .failure(.notKept(let below, let above)): [below, above].compactMap { $0 }
          default: [asked]
          }
        for text in tried {
          let properties = try quota.properties(for: text, current: [:], in: context)
          let kept = Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0.value) })
          #expect(quota.text(from: kept, in: context) == text)
          #expect((kept[CPUQuotaConversion.quota]?.number ?? 1) % step == 0)
        }
      }
    }
  }

  @Test func laterSystemdsKeepHundredthsOfAPercent() throws {
    let context = ConversionContext.named.with(version: "257.13-1~deb13u1")
    #expect(context.quotaStep == 100)
    #expect(ConversionContext.named.with(version: "252.39").quotaStep == 10_000)
    #expect(ConversionContext.named.with(version: "").quotaStep == 10_000)
    let kept = try quota.properties(for: "12340 100000", current: [:], in: context)
    #expect(kept.first == UnitProperty("CPUQuotaPerSecUSec", .number(123_400)))
    #expect(throws: ConversionFailure.notKept(below: "12340 100000", above: "12350 100000")) {
      try quota.properties(for: "12345 100000", current: [:], in: context)
    }
  }

  @Test func aQuotaAloneKeepsThePeriod() throws {
    #expect(try properties("25000", period: 50_000).last == UnitProperty("CPUQuotaPeriodUSec", .number(50_000)))
    #expect(try properties("max", period: 50_000).first == UnitProperty("CPUQuotaPerSecUSec", .number(.max)))
  }

  @Test(arguments: [
    "", "max 999", "1000 1000001", "999 100000", "a 100000", "1 2 3", "17592186044416 100000", "-1 5000",
  ])
  func outOfRange(text: String) throws {
    let failure = #expect(throws: ConversionFailure.self) { try properties(text) }
    guard case .syntax = failure else { throw failure ?? .syntax(expected: "a failure") }
  }

  // cgroup_cpu_adjust_period: a quota under 1 ms makes the period longer.
  @Test(
    arguments: [
      (10_000, 10_000, "1000 100000"), (1000, .max, "1000 1000000"), (500, .max, "1000 1000000"),
      (12_345, .max, "1234 100000"), (500_000, 2_000_000, "500000 1000000"), (2_000_000, 100, "2000 1000"),
      (.max, 50_000, "max 100000"),
    ] as [(UInt64, UInt64, String)])
  func textAsSystemdWritesIt(perSecond: UInt64, period: UInt64, text: String) {
    #expect(CPUQuotaConversion.text(perSecond: perSecond, period: period) == text)
  }

  @Test func weights() throws {
    let weight = CPUWeightConversion()
    #expect(
      try weight.properties(for: "10000", current: [:], in: .named) == [UnitProperty("CPUWeight", .number(10_000))])
    for text in ["0", "10001", "", "idle"] {
      #expect(throws: ConversionFailure.self) { try weight.properties(for: text, current: [:], in: .named) }
    }
    #expect(weight.text(from: ["CPUWeight": .number(.max)], in: .named) == "100")
    #expect(weight.text(from: ["CPUWeight": .number(0)], in: .named) == "0")
  }

  @Test func idle() throws {
    let idle = CPUIdleConversion()
    #expect(try idle.properties(for: "1", current: [:], in: .named) == [UnitProperty("CPUWeight", .number(0))])
    let back = try idle.properties(for: "0", current: ["CPUWeight": .number(0)], in: .named)
    #expect(back == [UnitProperty("CPUWeight", .number(.max))])
    let same = try idle.properties(for: "0", current: ["CPUWeight": .number(300)], in: .named)
    #expect(same == [UnitProperty("CPUWeight", .number(300))])
    #expect(throws: ConversionFailure.self) { try idle.properties(for: "2", current: [:], in: .named) }
  }
}
