import ContainerIdentity
import ControlGroups
import Testing

struct JSONScannerTests {
  static func string(_ text: String) -> String? {
    var scanner = JSONScanner(Array(text.utf8))
    return scanner.string().map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: [
    (#""""#, ""), (#" "a b""#, "a b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e9""#, "é"),
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\u0000""#, "\0"),
  ]) func stringsAreUnescaped(_ text: String, _ expected: String) { #expect(Self.string(text) == expected) }

  @Test(arguments: ["", "x", "7", #"""#, #""\"#, #""\u12"#, #""\q""#, "\"\n\"", #""\u+123""#])
  func whatIsNoStringIsNil(_ text: String) { #expect(Self.string(text) == nil) }

  /// All keys at the top, with the strings among their values.
  static func top(_ text: String) -> ([String], isBroken: Bool) {
    var scanner = JSONScanner(Array(text.utf8))
    var keys: [String] = []
    guard scanner.enterObject() else { return ([], true) }
    while let key = scanner.nextKey() {
      keys.append(key.description)
      if let value = scanner.string() { keys.append(value.description) } else { scanner.skip() }
    }
    return (keys, scanner.isBroken)
  }

  @Test func otherValuesAreSkipped() {
    let (keys, isBroken) = Self.top(
      #" { "a" : [1, {"x":"]}"}, [[]]], "b":"v","c":{},"d":-1.5e+3,"e":null,"f":true , "g":"w" } "#)
    #expect(keys == ["a", "b", "v", "c", "d", "e", "f", "g", "w"])
    #expect(!isBroken)
  }

  @Test(arguments: [
    #"{"a""#, #"{"a":"#, #"{"a":}"#, #"{"a":[}"#, #"{"a":{]}"#, #"{a:1}"#, #"{"a" 1}"#, #"{"a":["#, "{",
    #"{"a":1"#,
  ]) func brokenTextEndsTheScan(_ text: String) { #expect(Self.top(text).isBroken) }

  @Test func depthIsBounded() {
    let deep = String(repeating: "[", count: 1_000_000)
    var scanner = JSONScanner(Array(deep.utf8))
    scanner.skip()
    #expect(scanner.isBroken)
    var entered = 0
    scanner = JSONScanner(Array(deep.utf8))
    while scanner.enterArray() { entered += 1 }
    #expect(entered == JSONScanner.deepest)
    let allowed = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    scanner = JSONScanner(Array(allowed.utf8))
    scanner.skip()
    #expect(!scanner.isBroken)
  }

  /// Every prefix of real state and every one-byte damage of it: no trap, no endless loop, no name out of nothing.
  @Test func damagedStateNeverTraps() {
    let texts = [
      Samples.dockerConfig(name: "web", labels: #"{"a":"b"}"#), Samples.storage([(Samples.idA, "x")]),
      OtherEnginesTests.cri(name: "web"), Samples.passwd,
    ]
    for text in texts.map({ Array($0.utf8) }) {
      for length in 0...text.count { readContainerJSON(Array(text[..<length])) }
      for index in text.indices {
        for byte in [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "]"), 0, 0xFF] {
          var damaged = text
          damaged[index] = byte
          readContainerJSON(damaged)
        }
      }
    }
    #expect(DockerState.parse(texts.first.map { Array($0.utf8) } ?? [])?.name == "web")
  }

  @Test func repeatedKeysAndLongListsStayLinear() {
    let many = "[" + String(repeating: #"{"id":"a","names":["b"]},"#, count: 20_000) + #"{"id":"a"}]"#
    #expect(ContainersStorage.parse(Array(many.utf8))?.count == 1)
  }
}
