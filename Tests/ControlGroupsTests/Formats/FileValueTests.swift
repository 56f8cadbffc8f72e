import ControlGroups
import Testing

@Suite struct FileValueTests {
  @Test func bytesAndStringsReadAlike() throws {
    #expect(try ByteCount(parsing: Array("7\n".utf8)) == ByteCount(parsing: "7\n"))
    #expect(ByteCount.bytes(7).text == Array("7\n".utf8))
  }

  @Test func aValueWithoutKeysKnowsNone() {
    #expect(ByteCount.knownKeys.isEmpty)
    #expect(ByteCount.bytes(7).unknownKeys.isEmpty)
    #expect(FlatKeyed<MemoryEventKeys>.knownKeys.count == MemoryEventKeys.table.rows.count)
  }
}
