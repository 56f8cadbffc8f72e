import Testing

@testable import SystemdUnits

/// Against the manager itself: cases/default/set-kept.sh in the VM.
struct UnitFileAmountsTests {
  private static func values(_ texts: String...) -> [String: PropertyValue] {
    UnitFileAmounts.values(of: ["MemoryMax", "MemoryHigh"], in: texts.map { Array($0.utf8) })
  }

  @Test(
    arguments: [
      ("30M", 30 << 20), ("4096", 4096), ("4096B", 4096), ("2K", 2048), ("1G", 1 << 30), ("1T", 1 << 40),
      ("infinity", .max),
      ("", .max), (" 5M\t\r", 5 << 20), ("16E", nil), ("10%", nil), ("1.5G", nil), ("5m", nil), ("M", nil), ("-1", nil),
    ] as [(String, UInt64?)])
  func readsAsSystemdDoes(_ text: String, _ bytes: UInt64?) {
    #expect(Self.values("[Service]\nMemoryMax=\(text)\n")["MemoryMax"] == bytes.map { .number($0) })
  }

  @Test func theLastOneHolds() {
    let fragment = "[Service]\n# MemoryMax=1M\nMemoryMax = 30M\nExecStart=/bin/sh -c 'MemoryMax=9M'\n"
    #expect(
      Self.values(fragment, "[Service]\nMemoryHigh=7M") == [
        "MemoryMax": .number(30 << 20), "MemoryHigh": .number(7 << 20),
      ])
    #expect(Self.values(fragment, "MemoryMax=40M\n") == ["MemoryMax": .number(40 << 20)])
    #expect(Self.values(fragment, "MemoryMax=10%") == [:])
    #expect(Self.values("[Service]\nMemoryMaximum=1M\nMemoryMax\n") == [:])
  }
}
