import ControlGroups
import Testing

@Suite struct KeyTableTests {
  @Test func everyKeyIsFoundByItsBytes() {
    let table = MemoryStatKeys.table
    for (index, row) in table.rows.enumerated() {
      let text = Array("x\(row.name) 1".utf8)
      let range = 1..<1 + row.name.utf8.count
      for hint in [0, index, table.rows.count - 1, table.rows.count, 1000] {
        #expect(table.index(of: range, in: text.span, hint: hint) == index)
      }
      #expect(table.index(named: row.name) == index)
    }
  }

  @Test(arguments: ["", "ano", "anonn", "Anon", "slab_", "pgsca", "x"])
  func aPartOfAKeyIsNoKey(name: String) {
    let text = Array(name.utf8)
    #expect(MemoryStatKeys.table.index(of: 0..<text.count, in: text.span, hint: 0) == nil)
  }

  @Test func rowsAreTheStructsPropertiesInOrder() {
    #expect(MemoryEventKeys.table.rows.map(\.name).prefix(3) == ["low", "high", "max"])
    #expect(CPULocalStatKeys.table.rows.map(\.name) == ["throttled_usec"])
  }
}
