import Testing

@testable import ControlGroups

struct NotifierRecordsTests {
  private func record(_ watch: UInt8, _ mask: [UInt8], _ name: [UInt8], length: UInt8) -> [UInt8] {
    [watch, 0, 0, 0] + mask + [0, 0, 0, 0] + [length, 0, 0, 0] + name
  }

  @Test func namesEndAtNUL() {
    let text =
      record(1, [0, 1, 0, 0x40], [0x61, 0xFF, 0, 0, 0, 0, 0, 0], length: 8) + record(2, [2, 0, 0, 0], [], length: 0)
    let records = NotifierRecord.parse(text.span)
    #expect(records.count == 2)
    #expect(records.first?.name == ByteText([0x61, 0xFF]) && records.first?.events == [.created, .directory])
    #expect(records.last == NotifierRecord(watch: 2, events: .modified, name: ""))
  }

  @Test func aBrokenRecordEndsTheList() {
    let whole = record(1, [2, 0, 0, 0], [], length: 0)
    #expect(NotifierRecord.parse((whole + record(1, [2, 0, 0, 0], [1], length: 200)).span).count == 1)
    for cut in 0..<16 { #expect(NotifierRecord.parse(Array(whole.prefix(cut)).span).isEmpty) }
  }
}
