import Foundation
import Testing
import WeirCommands

/// The built program as a shell meets it: the same answers as in process, its exit codes, and pipes.
struct BinaryTests {
  @Test(arguments: [["tree", "--bare"], ["get", "/machine.slice", "cgroup.type"], ["doctor"], ["files", "cpu.*"]])
  func answersAsInProcess(_ arguments: [String]) throws {
    let place = arguments[0] == "files" ? [] : ["--root", TestData.fixture]
    let words = (arguments + place).map { "'\($0)'" }.joined(separator: " ")
    let answer = try Binary.shell("\"$0\" \(words)")
    #expect(answer == weir(arguments + place))
    #expect(answer.exit == 0)
  }

  @Test func exitCodes() throws {
    #expect(try Binary.run("--version") == Answer(exit: 0, output: Array("\(WeirCommand.version)\n".utf8), errors: []))
    #expect(try Binary.run("--help").exit == 0)
    #expect(try Binary.run("get", "/nope", "--root", TestData.fixture).exit == 1)
    #expect(try Binary.run("get").exit == 64)
    #expect(try Binary.run("foo").exit == 64)
  }

  /// However the directory of the copy is spelt.
  @Test(arguments: ["", "/", "/sys/..", "/sys/fs/cgroup"]) func theWorkingDirectoryIsATarget(_ spelling: String) throws
  {
    let place = "\(TestData.fixture)/sys/fs/cgroup/system.slice"
    let answer = try Binary.shell(
      "cd '\(place)' && \"$0\" get . cgroup.type -o json --root '\(TestData.fixture)\(spelling)'")
    #expect(answer.exit == 0 && answer.outputText.contains("\"path\":\"/system.slice\""), "\(answer.errorText)")
    let relative = try Binary.shell("cd '\(place)' && \"$0\" get . cgroup.type --root ../../../..")
    #expect(relative.outputText == "domain\n")
  }

  @Test func badInputByTheProgramToo() throws {
    for test in BadInputTests.cases where test.arguments.contains("--root") {
      let quoted = test.arguments.map { "'\($0)'" }.joined(separator: " ")
      BadInputTests.expectOneLine(try Binary.shell("\"$0\" \(quoted)"), test)
    }
  }

  @Test func aReaderThatGoesAwayEndsItQuietly() throws {
    let answer = try Binary.shell("\"$0\" tree --root '\(TestData.fixture)' | head -n 1")
    #expect(answer.exit == 0)
    #expect(answer.outputText.split(separator: "\n").count == 1)
    #expect(answer.errors.isEmpty)
  }

  @Test func aFullDiskIsToldOf() throws {
    let answer = try Binary.shell("\"$0\" files > /dev/full")
    #expect(answer.exit == 1)
    #expect(answer.errorText == "weir: cannot write to standard output: no space left (ENOSPC)\n")
  }

  @Test func coloursAreForTerminals() throws {
    let plain = try Binary.run("tree", "--root", TestData.fixture)
    #expect(controlBytes(plain.output).isEmpty)
    let painted = try Binary.run("tree", "--root", TestData.fixture, "--color", "always")
    #expect(painted.outputText.contains("\u{1B}[2m"))
    let never = try Binary.run("tree", "--root", TestData.fixture, "--color", "never", environment: ["TERM": "xterm"])
    #expect(never == plain)
  }
}
