import ControlGroupsTesting
import Testing

/// What commands print, whole, over a real machine's files and over machines in memory (Tests/Golden).
struct GoldenTests {
  /// Of a copy nothing moves: an interval is as short as may be.
  static let shortly = ["-d", "1ms", "-n", "1", "-s", "name"]

  @Test(arguments: [
    ("help/weir.txt", ["--help"]), ("help/tree.txt", ["tree", "--help"]), ("help/get.txt", ["get", "--help"]),
    ("help/files.txt", ["files", "--help"]), ("help/stat.txt", ["stat", "--help"]),
    ("help/doctor.txt", ["doctor", "--help"]),
    ("files/all.txt", ["files"]), ("files/memory.max.txt", ["files", "memory.max"]),
    ("files/cgroup.events.json", ["files", "cgroup.events", "-o", "json"]),
    ("files/hugetlb.txt", ["files", "hugetlb.*"]),
  ])
  func withoutAKernel(_ golden: (name: String, arguments: [String])) throws {
    let answer = weir(golden.arguments)
    #expect(answer.exit == 0)
    #expect(answer.errors.isEmpty)
    try Golden.expect(answer.outputText, golden.name)
  }

  @Test(arguments: [
    ("tree/fixture.txt", ["tree"]), ("tree/fixture.json", ["tree", "-o", "json"]),
    ("tree/bare.txt", ["tree", "--bare"]), ("tree/bare.json", ["tree", "--bare", "-o", "json"]),
    ("tree/level.txt", ["tree", "-L", "1", "/machine.slice"]),
    ("tree/color.txt", ["tree", "--color", "always", "/machine.slice"]),
    ("get/value.txt", ["get", "docker.service", "memory.current"]),
    ("get/glob.txt", ["get", "/machine.slice", "memory.*"]), ("get/all.txt", ["get", "/machine.slice"]),
    ("get/all.json", ["get", "/machine.slice", "-o", "json"]),
    ("get/root.json", ["get", "/", "-o", "json", "memory.max", "memory.stat", "irq.pressure", "cgroup.kill"]),
    ("get/effective.txt", ["get", "--effective", "/machine.slice", "*"]),
    ("get/effective.json", ["get", "--effective", "-o", "json", "/machine.slice", "memory.max", "cgroup.stat"]),
    ("stat/fixture.txt", ["stat"] + shortly), ("stat/wide.txt", ["stat", "-c", "wide", "/machine.slice"] + shortly),
    ("stat/fixture.json", ["stat", "-o", "json", "/machine.slice"] + shortly),
    ("stat/fixture.ndjson", ["stat", "-o", "ndjson", "-c", "pids/lim", "docker.service"] + shortly),
    ("stat/fixture.csv", ["stat", "-o", "csv", "-c", "memory/lim,pids.current", "/machine.slice"] + shortly),
    ("doctor/fixture.txt", ["doctor"]), ("doctor/fixture.json", ["doctor", "-o", "json"]),
  ])
  func overTheFixture(_ golden: (name: String, arguments: [String])) throws {
    let answer = weir(golden.arguments + ["--root", TestData.fixture])
    #expect(answer.exit == 0)
    #expect(answer.errors.isEmpty)
    let isCSV = golden.arguments.contains("csv")
    if !golden.arguments.contains("always"), !isCSV { #expect(controlBytes(answer.output).isEmpty) }
    try Golden.expect(answer.outputText, golden.name)
  }

  @Test(arguments: [
    ("whole", FakeMachine.whole), ("psi-0", FakeMachine.psiOff), ("memory-disabled", FakeMachine.memoryDisabled),
    ("hybrid", FakeMachine.hybrid), ("namespace", FakeMachine.namespace), ("read-only", FakeMachine.readOnly),
    ("ordinary-user", FakeMachine.ordinaryUser), ("v1", FakeMachine.versionOne),
  ])
  func doctorOverMachinesInMemory(_ machine: (name: String, make: @Sendable () -> FakeTree)) throws {
    let answer = weir("doctor", on: machine.make())
    #expect(answer.exit == (machine.name == "v1" ? 1 : 0))
    try Golden.expect(answer.outputText + answer.errorText, "doctor/\(machine.name).txt")
    #expect(controlBytes(answer.output + answer.errors).isEmpty)
  }

  @Test func aDifferenceIsSeen() {
    #expect(Golden.difference("a\nb\n", "a\nb\n") == nil)
    #expect(Golden.difference("a\nb\n", "a\nc\n") == #"line 2: "b" became "c""#)
    #expect(Golden.difference("a", "a\nb") == "1 lines became 2")
    #expect(Golden.portable("{\"id\":77} \(TestData.fixture)/x") == #"{"id":0} FIXTURE/x"#)
  }
}
