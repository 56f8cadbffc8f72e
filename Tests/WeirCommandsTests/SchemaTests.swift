import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

/// What commands print is what Documentation/schemas says, and the schemas say something.
struct SchemaTests {
  static func schema(_ name: String) throws -> JSONSchema {
    let file = TestData.repository.appending(path: "Documentation/schemas/\(name).schema.json")
    return JSONSchema(root: try JSONValue(parsing: Array(try Data(contentsOf: file))))
  }

  static func violations(_ name: String, _ output: [UInt8]) throws -> [String] {
    Array(try schema(name).violations(try JSONValue(parsing: output)).prefix(5))
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: TestData.repository.path + "/Documentation/schemas")),
    arguments: [
      ["tree"], ["tree", "--bare"], ["tree", "-L", "0"], ["get", "/"], ["get", "/machine.slice"],
      ["get", "/", "memory.max", "cgroup.kill", "irq.pressure"], ["get", "--effective", "/machine.slice"], ["doctor"],
      ["why", "-d", "1ms"], ["why", "-d", "1ms", "/machine.slice"], ["stat", "-d", "1ms", "-n", "1"],
      ["stat", "-d", "1ms", "-c", "wide", "-n", "1", "/"],
    ])
  func overTheFixture(_ arguments: [String]) throws {
    let answer = weir(arguments + ["-o", "json", "--root", TestData.fixture])
    #expect(answer.exit == 0)
    #expect(try Self.violations(arguments[0], answer.output) == [])
  }

  /// Every reason that there is, and no other.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: TestData.repository.path + "/Documentation/schemas")))
  func everyReasonIsInTheSchemas() throws {
    let reasons: [Absence] = [
      .controllerDisabled(.cpu, in: .root), .controllerUnavailable(.cpu, .notBuilt),
      .kernelLacks(file: "x", since: nil, configuration: nil), .swapNotCounted, .permission, .rootHasNone, .onlyOnRoot,
      .vanished, .pressureDisabled(.switchedOff), .threaded, .writeOnly, .notInCopy,
    ]
    for reason in reasons {
      // A new case is to be added above.
      switch reason {
      case .controllerDisabled, .controllerUnavailable, .kernelLacks, .swapNotCounted, .permission, .rootHasNone,
        .onlyOnRoot, .vanished, .pressureDisabled, .threaded, .writeOnly, .notInCopy:
        break
      }
    }
    for name in ["get", "tree"] {
      let file = TestData.repository.appending(path: "Documentation/schemas/\(name).schema.json")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let list = try #require(text.split(separator: "\n").first { $0.contains("\"reason\": { \"enum\"") })
      let words = Set(list.split(separator: "\"").map(String.init)).subtracting(["notInherited", "failed"])
      for reason in reasons { #expect(words.contains(reason.code), "\(name): \(reason.code)") }
      let codes = words.filter { word in word.allSatisfy(\.isLetter) && !["reason", "enum"].contains(word) }
      #expect(codes == Set(reasons.map(\.code)))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: TestData.repository.path + "/Documentation/schemas")))
  func everyFileOfTheTable() throws {
    #expect(try Self.violations("files", weir("files", "-o", "json").output) == [])
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: TestData.repository.path + "/Documentation/schemas")),
    arguments: [
      FakeMachine.whole, FakeMachine.psiOff, FakeMachine.memoryDisabled, FakeMachine.hybrid, FakeMachine.namespace,
      FakeMachine.readOnly, FakeMachine.ordinaryUser, FakeMachine.versionOne,
    ])
  func overMachinesInMemory(_ make: @Sendable () -> FakeTree) throws {
    let tree = make()
    #expect(try Self.violations("doctor", weir("doctor", "-o", "json", on: tree).output) == [])
    let isVersionOne = weir("tree", "-o", "json", on: tree).exit != 0
    if isVersionOne { return }
    #expect(try Self.violations("tree", weir("tree", "-o", "json", on: tree).output) == [])
    #expect(try Self.violations("get", weir("get", "/system.slice", "-o", "json", on: tree).output) == [])
    #expect(
      try Self.violations("get", weir("get", "/", "memory.max", "memory.pressure", "-o", "json", on: tree).output) == []
    )
  }

  @Test func theCheckerSeesWhatIsWrong() throws {
    let schema = JSONSchema(
      root: try JSONValue(
        parsing: Array(
          """
          {"type":"object","required":["a"],"additionalProperties":false,"properties":{"a":{"$ref":"#/$defs/n"},
           "b":{"type":"array","items":{"enum":[1,"x"]}},"c":{"anyOf":[{"const":"max"},{"type":"integer","minimum":2}]},
           "d":{"type":"string","pattern":"^/"}},"$defs":{"n":{"type":["integer","null"]}}}
          """.utf8)))
    func count(_ text: String) throws -> Int { try schema.violations(try JSONValue(parsing: Array(text.utf8))).count }
    #expect(try count(#"{"a":1,"b":[1,"x"],"c":"max","d":"/"}"#) == 0)
    #expect(try count(#"{"a":null,"c":2}"#) == 0)
    for wrong in [
      #"{"b":[]}"#, #"{"a":1.5}"#, #"{"a":"1"}"#, #"{"a":1,"b":[2]}"#, #"{"a":1,"c":1}"#, #"{"a":1,"d":"x"}"#,
      #"{"a":1,"e":0}"#, "[]",
    ] { #expect(try count(wrong) == 1, "\(wrong)") }
    #expect(throws: JSONSchema.Unknown.self) {
      try JSONSchema(root: try JSONValue(parsing: Array(#"{"maxLength":1}"#.utf8))).violations(.null)
    }
    for text in ["{\"a\":1,\"a\":2}", "[1,]", "01", "\"\u{1}\"", "nul", "1 2"] {
      #expect(throws: (any Error).self) { try JSONValue(parsing: Array(text.utf8)) }
    }
  }
}
