import ControlGroups
import Testing

@testable import WeirCommands

struct JSONTextTests {
  private func json(_ value: StructuredValue) -> String {
    var json = JSONText()
    json.value(value)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Also two keys that differ only in how they are escaped.
  @Test func aKeyThatStandsTwiceIsOneKeyWithAList() {
    let twice: StructuredValue = .table([.init("a", .number(1)), .init("b", .number(2)), .init("a", .max)])
    #expect(json(twice) == #"{"a":[1,"max"],"b":2}"#)
    let alike: StructuredValue = .table([.init(ByteText([0xFF]), .number(1)), .init(#"\xff"#, .number(2))])
    #expect(json(alike) == #"{"\\xff":[1,2]}"#)
  }

  @Test func noByteBreaksAString() {
    #expect(json(.text(ByteText([0, 0x1F, 0x7F, 0x22, 0x5C, 0xC2]))) == #""\\x00\\x1f\\x7f\"\\\\xc2""#)
  }
}
