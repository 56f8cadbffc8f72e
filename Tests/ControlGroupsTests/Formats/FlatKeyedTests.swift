import ControlGroups
import Testing

@Suite struct FlatKeyedTests {
  typealias Stat = FlatKeyed<MemoryStatKeys>
  typealias Events = FlatKeyed<MemoryEventKeys>

  @Test(arguments: [
    "", "\n", "low 0\nhigh 0\nmax 0\noom 1\noom_kill 2\noom_group_kill 0\n", "low 0", "low 0\n\n",
    "newer_key 7\nlow 1\n",
    "low\n", "low x\n", "low 1 2\n", " low 1\n", "low  1\n", "low 007\n", "low 18446744073709551616\nhigh 3\n",
    "low -1\n",
    "low 18446744073709551615\n", "\u{0}\n", "low 1\r\n",
  ])
  func everyTextIsKeptToTheByte(text: String) throws { try expectKernelText(Events.self, text) }

  @Test func keysHaveTheirTypes() throws {
    let stat = try Stat(parsing: "anon 100864000\npgscan 3\npgfault 559973\n")
    #expect(stat.anon == .bytes(100_864_000))
    #expect(stat.pgscan == PageCount(rawValue: 3))
    #expect(stat.pgfault == Count(rawValue: 559_973))
  }

  @Test func anAbsentKeyIsNilAndNeverZero() throws {
    let events = try Events(parsing: "low 0\n")
    #expect(events.low == Count(rawValue: 0))
    #expect(events.oomGroupKill == nil)
    #expect(events["no_such_key"] == nil)
    #expect(try Events(parsing: "").low == nil)
  }

  @Test func aNumberThatIsNoneIsNoValue() throws {
    let events = try Events(parsing: "low 18446744073709551616\nhigh -1\nmax 1 2\noom 01\noom_kill 4\n")
    #expect(events.low == nil)
    #expect(events.high == nil)
    #expect(events.max == nil)
    #expect(events.oom == nil)
    #expect(events.oomKill == Count(rawValue: 4))
  }

  @Test func unknownKeysAreKept() throws {
    let events = try Events(parsing: "low 1\nnewer_key 7\nodd line here\noom_kill 2\n")
    #expect(events["newer_key"] == 7)
    #expect(events.oomKill == Count(rawValue: 2))
    #expect(events.unknownKeys == ["newer_key", "odd line here"])
    #expect(string(events) == "low 1\nnewer_key 7\nodd line here\noom_kill 2\n")
  }

  @Test func theOrderOfKeysDoesNotMatter() throws {
    let stat = try Stat(parsing: "pgfault 3\nslab 2\nanon 1\n")
    #expect(stat.anon == .bytes(1))
    #expect(stat.slab == .bytes(2))
    #expect(stat.pgfault == Count(rawValue: 3))
    #expect(stat.unknownKeys.isEmpty)
  }

  @Test func ofTwoEqualKeysTheFirstIsRead() throws {
    #expect(try Events(parsing: "low 1\nlow 2\n").low == Count(rawValue: 1))
  }

  @Test func jsonIsATable() throws {
    let events = try Events(parsing: "low 1\nnewer 2\nodd\n")
    #expect(
      events.structured
        == .table([.init("low", .number(1)), .init("newer", .number(2)), .init("odd", .text("odd"))]))
  }

  @Test func valuesThatWereMadeHereSurvivePrinting() throws {
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<500 {
      var events = try Events(parsing: "")
      for _ in 0..<numbers.next() % 8 {
        let known = Int(numbers.next() % UInt64(MemoryEventKeys.table.rows.count))
        let name = KeyName.other(ByteText("key\(numbers.next() % 1000)"))
        events.lines.append(.entry(numbers.next() % 4 == 0 ? name : .known(known), numbers.number()))
      }
      #expect(survivesPrinting(events))
    }
  }
}
