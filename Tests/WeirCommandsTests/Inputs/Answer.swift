import ControlGroups
import Foundation
import WeirCommands

/// What a command line did.
struct Answer: Equatable {
  var exit: Int32
  var output: [UInt8]
  var errors: [UInt8]

  var outputText: String { String(decoding: output, as: UTF8.self) }
  var errorText: String { String(decoding: errors, as: UTF8.self) }
  var errorLines: [Substring] { errorText.split(separator: "\n") }
}

/// Runs a command line in this process, over a kernel of the test's choice: the real one where none is given.
func weir(_ arguments: String..., on calls: (any SystemCalls)? = nil) -> Answer { weir(arguments, on: calls) }

func weir(_ arguments: [String], on calls: (any SystemCalls)? = nil) -> Answer {
  var exit = Exit.done
  let said = StandardOutput.capture {
    Kernel.$substitute.withValue(calls) { exit = WeirCommand.answer(to: arguments) }
  }
  return Answer(exit: exit.rawValue, output: said.output, errors: said.errors)
}

/// The built program, beside this test bundle.
enum Binary {
  static let path: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: bundle).deletingLastPathComponent().appending(path: "weir").path
  }()

  static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Answer {
    try start(path, arguments, environment)
  }

  /// By a shell, for arguments that are no UTF-8: `script` sees the program as `$0`.
  static func shell(_ script: String, environment: [String: String] = [:]) throws -> Answer {
    try start("/bin/sh", ["-c", script, path], environment)
  }

  private static func start(_ program: String, _ arguments: [String], _ extra: [String: String]) throws -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(extra) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: nobody has to read two ends at once.
    let place = URL.temporaryDirectory.appending(path: "weir-run-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    func sink(_ name: String) throws -> FileHandle {
      let url = place.appending(path: name)
      try Data().write(to: url)
      return try FileHandle(forWritingTo: url)
    }
    process.standardOutput = try sink("output")
    process.standardError = try sink("errors")
    try process.run()
    process.waitUntilExit()
    return Answer(
      exit: process.terminationStatus, output: Array(try Data(contentsOf: place.appending(path: "output"))),
      errors: Array(try Data(contentsOf: place.appending(path: "errors"))))
  }
}
